import type { Effect } from '../effect.ts';
import type { WaitsFor } from '../ports.ts';
import { collectionOf, type Context } from './context.ts';
import type { Work } from './work.ts';

/** A record that a write named by an id that it had before. */
export interface MovedReference {
  readonly stream: string;
  readonly from: string;
  readonly to: string;
}

/** Records that the refused write named by an id that they had before. */
export async function movedReferences(
  context: Context,
  work: Work,
  effect: Effect,
): Promise<readonly MovedReference[]> {
  const collection = collectionOf(context, work.key);
  const moved: MovedReference[] = [];
  for (const [field, { wanted }] of Object.entries(effect.fields)) {
    const refers = collection.mappings[effect.side]?.fields[field]?.refers;
    if (collection.columns[field]?.kind !== 'reference' || refers === undefined || typeof wanted !== 'string')
      continue;
    const [look] = await context.ports.stream(refers).look([wanted]);
    if (look?.kind === 'moved') moved.push({ stream: refers, from: wanted, to: look.to });
  }
  return moved;
}

/** Whether links are still to follow, and what tells that they have. */
export interface ToFollow {
  readonly isBehind: boolean;
  readonly waits: readonly WaitsFor[];
}

/**
 * Whether the links of moved records are still at their old ids. The item of one may be kept from following for as long
 * as a write of its own is unclear, and until then every write that names it is refused.
 */
export async function linksToFollow(
  { ports: { store } }: Context,
  moved: readonly MovedReference[],
): Promise<ToFollow> {
  const waits: WaitsFor[] = [];
  let isBehind = false;
  for (const { stream, from, to } of moved) {
    const owned = await store.linksOfRecords(stream, [from, to]);
    const live = new Set(
      owned.filter(({ link }) => link.state === 'live' && link.part === '').map(({ link }) => link.remoteId),
    );
    if (!live.has(from)) continue;
    isBehind = true;
    // The winner of a merge may be linked already: to wait for that would end at once, again and again.
    if (!live.has(to)) waits.push({ kind: 'record', stream, remoteId: to });
  }
  return { isBehind, waits };
}
