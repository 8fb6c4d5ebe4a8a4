import { ApiError } from '@unified-sync/http-client';
import type { WriteResult } from '@unified-sync/sync-engine';
import { failureText } from '../directus-error.ts';
import type { CollectionContext } from '../hub-context.ts';
import type { Item } from '../hub-options.ts';
import { itemId, sameIdText } from '../item-id.ts';
import { toRecord, UnreadableItem } from '../to-record.ts';
import type { Entry } from './entry.ts';
import { failureKind } from './failure-kind.ts';
import { namesUnborn } from './names-unborn.ts';
import { readEvidence } from './read-evidence.ts';
import { verdict } from './verdict.ts';

type Settled = readonly (readonly [Entry, WriteResult])[];

/**
 * Sends a batch as one array. Directus writes all of it or nothing, and does not say which item it minds: where
 * it refuses, what is proven unwritten is sent again in halves, until each item it minds is alone.
 *
 * @param round How often an entry that is alone has been sent.
 */
export async function sendBatch(
  context: CollectionContext,
  batch: readonly Entry[],
  round = 0,
): Promise<Settled> {
  const due = batch.filter(({ notAfter }) => context.now() <= notAfter);
  const late = batch.filter((entry) => !due.includes(entry));
  const tooLate = all(late, { kind: 'not_sent', cause: 'too late to be sent' });
  if (due.length === 0) return tooLate;
  try {
    return [...tooLate, ...settleAnswer(context, due, await send(context, due))];
  } catch (error) {
    if (!ApiError.isInstance(error)) throw error;
    return [...tooLate, ...(await settleFailure(context, due, error, round))];
  }
}

const all = (entries: readonly Entry[], result: WriteResult): Settled =>
  entries.map((entry) => [entry, result]);

async function send(
  { client, collection }: CollectionContext,
  batch: readonly Entry[],
): Promise<readonly Item[] | undefined> {
  const method = batch[0]?.method ?? 'DELETE';
  if (method === 'DELETE') {
    await client.delete(
      collection.name,
      batch.map(({ id }) => id),
    );
    return undefined;
  }
  const fields = collection.read.join(',');
  return await client.write(
    method,
    collection.name,
    batch.map(({ body }) => body),
    fields.length > 2_000 ? '*' : fields,
  );
}

function settleAnswer(
  { collection }: CollectionContext,
  batch: readonly Entry[],
  answer: readonly Item[] | undefined,
): Settled {
  const byId = new Map(answer?.map((item) => [itemId(item, collection.primaryKey), item]));
  return batch.map((entry) => {
    if (entry.method === 'DELETE') return [entry, deleted(entry)];
    const item = byId.get(sameIdText(entry.id));
    // Directus skips an id that is not there, and reports success.
    if (item === undefined)
      return [entry, entry.method === 'PATCH' ? { kind: 'stale' } : unclear('its answer shows no such item')];
    try {
      return [entry, { kind: 'written', record: toRecord(collection, item), part: '' }];
    } catch (error) {
      if (error instanceof UnreadableItem) return [entry, unclear(error.message)];
      throw error;
    }
  });
}

const unclear = (cause: string): WriteResult => ({ kind: 'unclear', cause });

const deleted = ({ record }: Entry): WriteResult =>
  record === null
    ? unclear('a delete without an item')
    : { kind: 'written', record: { ...record, live: false }, part: '' };

async function settleFailure(
  context: CollectionContext,
  batch: readonly Entry[],
  error: ApiError,
  round: number,
): Promise<Settled> {
  const kind = failureKind(error);
  if (kind !== 'answered') return all(batch, { kind, cause: failureText(error) });
  const { settled, unwritten } = await readEvidence(context, batch, error);
  const [alone] = unwritten;
  if (alone === undefined) return settled;
  if (batch.length > 1) {
    const unborn = await namesUnborn(context, unwritten, error);
    const rest = unwritten.filter((entry) => !unborn.has(entry));
    return [
      ...settled,
      ...all([...unborn], { kind: 'not_sent', cause: failureText(error) }),
      ...(await sendAgain(context, rest, batch.length, round)),
    ];
  }
  const final = verdict(error, round);
  return final === undefined ? await sendBatch(context, batch, round + 1) : [[alone, final]];
}

// What is left of a batch may be all that Directus does not mind; the whole of one is halved.
async function sendAgain(
  context: CollectionContext,
  unwritten: readonly Entry[],
  before: number,
  round: number,
): Promise<Settled> {
  if (unwritten.length === 0) return [];
  const half = Math.ceil(unwritten.length / 2);
  const parts = unwritten.length < before ? [unwritten] : [unwritten.slice(0, half), unwritten.slice(half)];
  const settled: (readonly [Entry, WriteResult])[] = [];
  for (const part of parts) settled.push(...(await sendBatch(context, part, round)));
  return settled;
}
