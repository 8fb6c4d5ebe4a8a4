import { finding, type Finding } from '../finding.ts';
import type { Link } from '../link.ts';
import type { Look } from '../record.ts';
import type { Context } from './context.ts';
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
  const next = isTaken ? [{ ...link, state: 'merged' as const }] : followed(link, to, look);
  const links = work.state.links.flatMap((existing) => (existing === link ? next : existing));
  const findings = isTaken ? [linksMet(work, link, to)] : [];
  const history = [{ what: `moved to ${to}`, field: null, value: link.remoteId, side: link.stream }];
  await commitAll(context, [{ work, change: { links, findings, history } }]);
}

// A rename is the same record. The winner of a merge is another one: what it shows was never agreed on, and is
// nobody's edit of this item.
function followed(link: Link, to: string, look: Look): readonly Link[] {
  // Deleted since: the next look at it says so.
  if (look.kind !== 'present') return [{ ...link, remoteId: to }];
  const moved: Link = { ...link, remoteId: to, createdAt: look.record.createdAt };
  if (link.createdAt !== null && link.createdAt === look.record.createdAt) return [moved];
  // An item that the hub never had: the winner has a first contact of its own.
  return link.alive === null ? [] : [{ ...moved, base: {}, lost: {}, written: {} }];
}

const linksMet = (work: Work, { stream, remoteId }: Link, to: string): Finding =>
  finding({
    kind: 'links_met',
    item: work.key,
    side: stream,
    field: null,
    lost: remoteId,
    message: `${stream} ${remoteId} became ${to}, which another item is linked to`,
  });
