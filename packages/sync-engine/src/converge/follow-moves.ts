import { finding } from '../finding.ts';
import type { Link } from '../link.ts';
import type { Context } from './context.ts';
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

async function followMove(context: Context, work: Work, link: Link, to: string): Promise<void> {
  const owned = await context.ports.store.linksOfRecords(link.stream, [to]);
  const taken = owned.some((other) => other.link.part === link.part && other.link.state === 'live');
  // The record that the id leads to may be older than the one that was linked.
  const next: Link = taken ? { ...link, state: 'merged' } : { ...link, remoteId: to, createdAt: null };
  const links = work.state.links.map((existing) => (existing === link ? next : existing));
  const findings = taken
    ? [
        finding({
          kind: 'links_met',
          item: work.key,
          side: link.stream,
          field: null,
          lost: link.remoteId,
          message: `${link.stream} ${link.remoteId} became ${to}, which another item is linked to`,
        }),
      ]
    : [];
  const history = [{ what: `moved to ${to}`, field: null, value: link.remoteId, side: link.stream }];
  await commitAll(context, [{ work, change: { links, findings, history } }]);
}
