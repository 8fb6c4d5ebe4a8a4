import type { ApiError } from '@unified-sync/http-client';
import type { Look, WriteResult } from '@unified-sync/sync-engine';
import type { CollectionContext } from '../hub-context.ts';
import { failureText } from '../directus-error.ts';
import { lookAtItems } from '../look-at-items.ts';
import type { Entry } from './entry.ts';

export interface Evidence {
  readonly settled: readonly (readonly [Entry, WriteResult])[];
  /** Proven to be as before: these may be sent again. */
  readonly unwritten: readonly Entry[];
}

/**
 * Reads what a failed batch has left. Directus can fail after it has written (its cache cannot be cleared, the
 * answer cannot be read), so an error alone proves nothing.
 */
export async function readEvidence(
  context: CollectionContext,
  batch: readonly Entry[],
  error: ApiError,
): Promise<Evidence> {
  const looks = await lookAtItems(
    context,
    batch.map(({ id }) => id),
  );
  const settled: (readonly [Entry, WriteResult])[] = [];
  const unwritten: Entry[] = [];
  for (const [at, entry] of batch.entries()) {
    const result = proven(entry, looks[at] ?? { kind: 'unknown', cause: 'no answer' }, error);
    if (result === undefined) unwritten.push(entry);
    else settled.push([entry, result]);
  }
  return { settled, unwritten };
}

/** `undefined`: it is as it was before. */
function proven({ method, record }: Entry, look: Look, error: ApiError): WriteResult | undefined {
  const unclear: WriteResult = { kind: 'unclear', cause: failureText(error) };
  const stale: WriteResult = { kind: 'stale' };
  // Refused in so many words: a 5xx may come after the deed.
  const wasRefused = error.status !== undefined && error.status < 500;
  if (look.kind === 'absent') {
    if (method === 'POST') return undefined;
    return method === 'PATCH' || wasRefused ? stale : unclear;
  }
  if (look.kind !== 'present') return unclear;
  if (method === 'POST') return wasRefused ? stale : unclear;
  return look.record.version === record?.version ? undefined : unclear;
}
