import type { Link, ListPage } from '../../src/index.ts';
import { indexCalls } from './call-index.ts';
import type { Evidence, StampedCall } from './evidence.ts';
import { fullReconcile } from './full-reconcile.ts';

/**
 * The last change of a linked record was only ever shown as a row of a listing that could not be read, and that did not
 * even say whose it was: no hint told of it, and nobody could look at it by itself. A finding says that there is one.
 */
export function isUnnamedPoison(
  { tables, events, calls }: Evidence,
  { stream, remoteId }: Pick<Link, 'stream' | 'remoteId'>,
): boolean {
  const isTold = tables.findings.some(
    ({ open, finding }) =>
      open && finding.kind === 'quarantined' && finding.item === null && finding.side === stream,
  );
  if (!isTold) return false;
  const changed =
    events.findLast(
      (event) => 'place' in event && event.place.side === stream && event.place.record === remoteId,
    )?.step ?? 0;
  const rest =
    events.find((event) => event.kind === 'note' && event.note === fullReconcile)?.step ?? Infinity;
  const since = indexCalls(calls)
    .of('list')
    .filter(({ port, step }) => port === stream && step > changed && step < rest);
  const looks = indexCalls(calls)
    .looksAt({ side: stream, collection: '', record: remoteId, part: '' })
    .filter(({ step }) => step > changed && step < rest);
  const pages = since.flatMap(pageOf);
  return (
    looks.length === 0 &&
    pages.some(({ poison }) => poison.some(({ id }) => id === null)) &&
    !pages.some(({ records }) => records.some(({ id }) => id === remoteId))
  );
}

function pageOf({ result }: StampedCall): readonly ListPage[] {
  // The wrapped ports give each method's own answer, or its error.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return result instanceof Error ? [] : [result as ListPage];
}
