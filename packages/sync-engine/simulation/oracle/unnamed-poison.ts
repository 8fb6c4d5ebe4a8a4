import { itemText, type ItemKey, type Link, type ListPage } from '../../src/index.ts';
import { indexCalls } from './call-index.ts';
import type { Evidence, StampedCall } from './evidence.ts';
import { fullReconcile } from './full-reconcile.ts';

/**
 * The last change of a linked record was only ever shown as a row of a listing that could not be read, and that did not
 * even say whose it was: no hint told of it, and nobody had a reason to look at its item. A finding says that there is one.
 */
export function isUnnamedPoison(
  { tables, events, calls }: Evidence,
  item: ItemKey,
  { stream, remoteId }: Pick<Link, 'stream' | 'remoteId'>,
): boolean {
  const isTold = tables.findings.some(
    ({ open, finding }) =>
      open && finding.kind === 'quarantined' && finding.item === null && finding.side === stream,
  );
  if (!isTold) return false;
  const rest =
    events.find((event) => event.kind === 'note' && event.note === fullReconcile)?.step ?? Infinity;
  const changed =
    events.findLast(
      (event) =>
        event.step < rest &&
        'place' in event &&
        event.place.side === stream &&
        event.place.record === remoteId,
    )?.step ?? 0;
  const between = (method: string): readonly StampedCall[] =>
    indexCalls(calls)
      .of(method)
      .filter(({ step }) => step > changed && step < rest);
  const pages = between('list')
    .filter(({ port }) => port === stream)
    .flatMap(pageOf);
  return (
    !between('load').some((call) => loads(call, item)) &&
    pages.some(({ poison }) => poison.some(({ id }) => id === null)) &&
    !pages.some(({ records }) => records.some(({ id }) => id === remoteId))
  );
}

function loads({ args }: StampedCall, item: ItemKey): boolean {
  // The wrapped ports give each method's own arguments.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const keys = args[0] as readonly ItemKey[];
  return keys.some((key) => itemText(key) === itemText(item));
}

function pageOf({ result }: StampedCall): readonly ListPage[] {
  // The wrapped ports give each method's own answer, or its error.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return result instanceof Error ? [] : [result as ListPage];
}
