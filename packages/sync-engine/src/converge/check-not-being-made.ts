import { isHubCreate } from '../effect.ts';
import { SideUnavailable, type ItemState } from '../ports.ts';
import type { Context } from './context.ts';
import type { LinkedPart } from './remote-candidates.ts';

/**
 * Of records that match an item and are linked to others: whether one of these is just being made in the hub. Until it is
 * read what became of that create, nobody knows whether the record is that item's: where it comes to nothing and the
 * record is renamed or merged, the link is forgotten, and the record is free.
 * @throws {SideUnavailable} while a create is under way
 */
export async function checkNotBeingMade({ ports }: Context, linked: readonly LinkedPart[]): Promise<void> {
  const owners = linked.map(({ owner }) => owner);
  const unborn = owners.filter(({ link }) => link.state === 'live' && link.alive === null);
  if (unborn.length === 0) return;
  for (const state of await ports.store.load(unborn.map(({ item }) => item))) checkState(state);
}

/** The same of one item. @throws {SideUnavailable} */
export function checkState({ effects }: Pick<ItemState, 'effects'>): void {
  const isBeingMade = effects.some((effect) => isHubCreate(effect) && effect.state === 'sending');
  if (isBeingMade) throw new SideUnavailable('hub: whose a matching record is, an open create is to tell');
}
