import { SideUnavailable, type WriteRequest, type WriteResult } from '@unified-sync/sync-engine';
import type { CollectionContext } from '../hub-context.ts';
import { type Entry, toEntry } from './entry.ts';
import { packBatches } from './pack-batches.ts';
import { sendBatch } from './send-batch.ts';

/** Writes to items, some hundred in a request. Same order as `requests`. */
export async function writeItems(
  context: CollectionContext,
  requests: readonly WriteRequest[],
): Promise<readonly WriteResult[]> {
  const results = requests.map((request) => toEntry(context.collection, request));
  const entries = results.filter((entry) => 'method' in entry);
  const settled = entries.length === 0 ? new Map<Entry, WriteResult>() : await sendAll(context, entries);
  return results.map((result) => ('method' in result ? (settled.get(result) ?? noAnswer) : result));
}

const noAnswer: WriteResult = { kind: 'unclear', cause: 'no answer' };

async function sendAll(
  context: CollectionContext,
  entries: readonly Entry[],
): Promise<Map<Entry, WriteResult>> {
  try {
    // A collection that is not as configured would take some fields and drop others.
    await context.schema();
  } catch (error) {
    if (!(error instanceof SideUnavailable)) throw error;
    return new Map(entries.map((entry) => [entry, { kind: 'not_sent', cause: error.message }]));
  }
  const batches = packBatches(entries, context.writeBatch);
  const sent = await Promise.all(
    batches.map(async (batch) => await context.whenFree(async () => await sendBatch(context, batch))),
  );
  return new Map(sent.flat());
}
