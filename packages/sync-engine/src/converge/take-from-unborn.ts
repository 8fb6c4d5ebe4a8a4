import { itemLease, itemText, type ItemKey } from '../link.ts';
import { SideUnavailable, type ItemState, type OwnedLink } from '../ports.ts';
import type { Look } from '../record.ts';
import { checkState } from './check-not-being-made.ts';
import type { Context } from './context.ts';
import { matchLease } from './match-lease.ts';
import type { LinkedPart } from './remote-candidates.ts';

/**
 * Of records that match an item and are linked to others, those whose item the hub never got: it was refused there, or
 * nobody has come to make it yet. Such a link binds nobody: beside it, the item would get a second record of one thing; and
 * where the first is renamed or merged the link is forgotten, so that the hub would get a second item as well.
 * An item that has further records is left alone: it would be made from these.
 * @throws {SideUnavailable}
 */
export async function ownedByUnborn(
  { ports }: Context,
  linked: readonly LinkedPart[],
): Promise<readonly LinkedPart[]> {
  const unmet = linked.filter(({ owner: { link } }) => link.state === 'live' && link.alive === null);
  const [first] = unmet;
  if (first === undefined) return [];
  const items = unmet.map(({ owner }) => owner.item);
  const states = await ports.store.load(items);
  const looks = await ports.hub(first.owner.item.collection).look(items.map(({ id }) => id));
  return unmet.filter(({ owner }, at) => {
    const state = states[at];
    if (state === undefined || !isAbsent(looks[at])) return false;
    // It may have been announced since.
    checkState(state);
    return isUnborn(state, owner);
  });
}

function isAbsent(look: Look | undefined): boolean {
  if (look === undefined || look.kind === 'unknown')
    throw new SideUnavailable('hub: whether it has the item of a matching record cannot be read');
  return look.kind === 'absent';
}

const isUnborn = ({ links, effects }: ItemState, { link }: OwnedLink): boolean =>
  effects.length === 0 &&
  links.length === 1 &&
  links.every(
    ({ stream, remoteId, part, state, alive }) =>
      stream === link.stream &&
      remoteId === link.remoteId &&
      part === link.part &&
      state === 'live' &&
      alive === null,
  );

/**
 * Takes a record from the item that the hub never got, for one that is there.
 * @throws {SideUnavailable} where somebody is at work on the former
 */
export async function takeFromUnborn(
  { ports: { hub, now, store }, options }: Context,
  { ref, owner: { item, link } }: LinkedPart,
  to: ItemKey,
): Promise<void> {
  // Whoever makes a whole record holds matching already, since first contact must not find the item meanwhile.
  const keys = [itemLease(item), ...(ref.part === '' ? [] : [matchLease(item.collection)])];
  const leases = await store.lease(keys, options.leaseFor);
  const held = leases.filter((one) => one !== undefined);
  try {
    const [lease] = leases;
    if (lease === undefined || held.length < keys.length) throw busy(link.stream, ref.record.id);
    const [state] = await store.load([item]);
    // A person may have restored it since it was looked at.
    const [look] = await hub(item.collection).look([item.id]);
    if (state === undefined || !isUnborn(state, { item, link }) || !isAbsent(look))
      throw busy(link.stream, ref.record.id);
    if (held.some(({ expiresAt }) => now() >= expiresAt)) throw busy(link.stream, ref.record.id);
    const [result] = await store.commit([
      {
        key: item,
        rev: state.rev,
        lease,
        links: [],
        effects: [],
        findings: [],
        resolved: [],
        waits: [],
        deletions: [],
        // Whoever dies behind this leaves the record to first contact; and what was found about the item is over.
        dirty: [
          { side: link.stream, record: ref.record.id },
          { side: 'hub', record: itemText(item) },
        ],
        history: [{ what: `record left to ${to.id}`, field: null, value: link.remoteId, side: link.stream }],
      },
    ]);
    if (result?.kind !== 'committed') throw busy(link.stream, ref.record.id);
  } finally {
    await store.release(held);
  }
}

const busy = (stream: string, id: string): SideUnavailable =>
  new SideUnavailable(`${stream} ${id}: somebody is at work on the item that it is linked to`);
