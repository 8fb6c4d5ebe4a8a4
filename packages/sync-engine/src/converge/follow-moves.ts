import type { Link } from '../link.ts';
import type { Look } from '../record.ts';
import { linksMet } from '../plan/reports.ts';
import { collectionOf, type Context } from './context.ts';
import { lookToEnd } from './look-to-end.ts';
import { commitAll, type Work } from './work.ts';

/**
 * A record that answers under another id (a merge, a rename): the link follows. Where another item is linked to
 * that record already, two items have become one record, and a person decides.
 */
export async function followMoves(context: Context, works: readonly Work[]): Promise<void> {
  for (const work of works) {
    const moved = work.state.links.flatMap((link) => {
      const look = work.looks.get(link.stream);
      return look?.kind === 'moved' ? [{ link, to: look.to }] : [];
    });
    for (const { link, to } of moved) await followMove(context, work, link, to);
  }
}

async function followMove(context: Context, work: Work, link: Link, first: string): Promise<void> {
  const { to, look } = await lookToEnd(context, link.stream, first);
  if (look.kind === 'unknown' || look.kind === 'moved') {
    work.outcome = { kind: 'retry', after: context.options.retryAfter };
    return;
  }
  const owned = await context.ports.store.linksOfRecords(link.stream, [to]);
  const isTaken = owned.some((other) => other.link.part === link.part && other.link.state === 'live');
  const next = isTaken ? [{ ...link, state: 'merged' as const }] : followed(context, work, link, to, look);
  const links = work.state.links.flatMap((existing) => (existing === link ? next : existing));
  const findings = isTaken ? [linksMet(work.key, link.stream, link.remoteId, to)] : [];
  const history = [{ what: `moved to ${to}`, field: null, value: link.remoteId, side: link.stream }];
  await commitAll(context, [{ work, change: { links, findings, history } }]);
}

// A renamed record is the same one. The winner of a merge is another: what it shows was never agreed on, and is
// nobody's edit of this item.
function followed(context: Context, work: Work, link: Link, to: string, look: Look): readonly Link[] {
  // An item that the hub never had: whatever answers now has a first contact of its own.
  if (link.alive === null) return [];
  // Deleted since: the next look at it says so.
  if (look.kind !== 'present') return [{ ...link, remoteId: to }];
  const moved: Link = { ...link, remoteId: to, createdAt: look.record.createdAt };
  const mapping = collectionOf(context, work.key).mappings[link.stream];
  const isRename = mapping?.capabilities.movesIds === 'rename' && link.createdAt === look.record.createdAt;
  return [isRename ? moved : { ...moved, base: {}, lost: {}, written: {} }];
}
