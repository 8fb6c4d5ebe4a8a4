import { newLink, type Link } from '../../link.ts';
import type { CollectionModel } from '../../model.ts';
import type { ItemState } from '../../ports.ts';
import type { Look } from '../../record.ts';
import type { PlanInput } from '../plan-item.ts';
import type { References } from '../references.ts';
import { itemKey } from './build-looks.ts';

/** A link that has agreed before, unless told otherwise. */
export function buildLink(stream: string, rest: Partial<Link> = {}): Link {
  const link = newLink({ stream, remoteId: `${stream}-1`, part: '', createdAt: null });
  return { ...link, alive: { hub: true, remote: true }, ...rest };
}

export const buildItem = (links: readonly Link[], rest: Partial<ItemState> = {}): ItemState => ({
  key: itemKey,
  rev: 7,
  committedAt: 0,
  links,
  effects: [],
  ...rest,
});

/** Nothing is linked to anything. */
export const noReferences: References = { toHub: () => undefined, toRemote: () => undefined };

export interface InputParts extends Partial<Omit<PlanInput, 'collection' | 'item' | 'hub' | 'looks'>> {
  readonly collection: CollectionModel;
  readonly hub: Look;
  /** By stream: the link, and what its record shows. */
  readonly sides?: Readonly<Record<string, { readonly link: Link; readonly look: Look }>>;
  /** Further links, which were not looked at. */
  readonly others?: readonly Link[];
}

/** Everything that a plan is made from; what is left out allows everything. */
export function buildInput({ collection, hub, sides = {}, others = [], ...rest }: InputParts): PlanInput {
  return {
    collection,
    hub,
    item: buildItem([...Object.values(sides).map(({ link }) => link), ...others]),
    looks: new Map(Object.entries(sides).map(([stream, { look }]) => [stream, look])),
    references: noReferences,
    deletesAllowed: () => true,
    firstListingDone: () => true,
    openFindings: new Set(),
    ...rest,
  };
}
