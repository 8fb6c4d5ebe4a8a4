import type { Side, WriteRequest, WriteResult } from '@unified-sync/sync-engine';
import type { Log } from '../log.ts';
import { currentTrace, recordName, type Trace } from './trace.ts';

/**
 * The side, with a log line for what is written to it: one for each record where hints brought it, with the hint's
 * correlation id; one for all of them where a run did, since that has one id for everything. Never a value of a record.
 *
 * @param name - a stream, or `hub.<collection>`
 */
export const logWrites = (name: string, side: Side, log: Log): Side => ({
  ...side,
  async write(requests) {
    const results = await side.write(requests);
    const trace = currentTrace();
    if (trace?.records === undefined) log.info('writes were made', { side: name, ...countsOf(results) });
    else
      for (const [index, request] of requests.entries()) {
        const result = results[index];
        log.info('a write was made', {
          side: name,
          kind: request.kind,
          record: recordOf(request, result),
          outcome: result?.kind,
          ...(result !== undefined && 'cause' in result && { cause: result.cause }),
          correlation: correlationOf(trace, name, request),
        });
      }
    return results;
  },
});

function countsOf(results: readonly WriteResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of results) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const recordOf = (request: WriteRequest, result: WriteResult | undefined): string | null => {
  if (request.kind !== 'create') return request.record.id;
  return result?.kind === 'written' ? result.record.id : request.id;
};

/** A create has no record yet: what it is made for is the item whose id is its key. */
function correlationOf({ records, id }: Trace, name: string, request: WriteRequest): string {
  const [owner, collection] = name.split('.', 2);
  const own =
    owner === 'hub'
      ? records?.get(recordName('hub', `${collection}/${idOf(request)}`))
      : records?.get(recordName(name, idOf(request)));
  return own ?? records?.get(recordName('key', request.kind === 'create' ? request.key : '')) ?? id;
}

const idOf = (request: WriteRequest): string => (request.kind === 'create' ? request.key : request.record.id);
