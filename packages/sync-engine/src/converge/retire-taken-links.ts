import { itemText, type Link } from '../link.ts';
import { linksMet } from '../plan/reports.ts';
import type { Context } from './context.ts';
import { commitAll, type Work } from './work.ts';

/**
 * A deleted record that is back while another item is linked to it by now: the old link ends, with a finding,
 * instead of claiming the record again.
 */
export async function retireTakenLinks(context: Context, works: readonly Work[]): Promise<void> {
  for (const work of works)
    for (const link of work.state.links) {
      if (link.state !== 'tombstone' || !isBack(work, link)) continue;
      const owned = await context.ports.store.linksOfRecords(link.stream, [link.remoteId]);
      const isTaken = owned.some(
        ({ item, link: other }) =>
          other.state === 'live' && other.part === link.part && itemText(item) !== itemText(work.key),
      );
      if (isTaken) await retire(context, work, link);
    }
}

// A record that was made since under the same id is not the one that was deleted.
function isBack({ looks }: Work, { stream, createdAt }: Link): boolean {
  const look = looks.get(stream);
  if (look?.kind !== 'present') return false;
  return createdAt === null || look.record.createdAt === null || look.record.createdAt === createdAt;
}

async function retire(context: Context, work: Work, link: Link): Promise<void> {
  const links = work.state.links.map((other): Link =>
    other === link ? { ...other, state: 'merged' } : other,
  );
  await commitAll(context, [
    { work, change: { links, findings: [linksMet(work.key, link.stream, link.remoteId, link.remoteId)] } },
  ]);
}
