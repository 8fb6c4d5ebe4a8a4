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

/** A record that is linked to an item of the collection `people`. */
export interface LinkedPerson {
  readonly stream: string;
  readonly remoteId: string;
  readonly item: string;
  /** @default true */
  readonly live?: boolean;
}

/** References to people. A deleted one is still the same, though nothing new may refer to it. */
export function buildReferences(people: readonly LinkedPerson[]): References {
  const find = (stream: string, id: Partial<LinkedPerson>): LinkedPerson | undefined =>
    people.find(
      (one) =>
        one.stream === stream &&
        (id.remoteId === undefined || one.remoteId === id.remoteId) &&
        (id.item === undefined || one.item === id.item),
    );
  return {
    toHub: (stream, remoteId) => find(stream, { remoteId })?.item,
    toRemote(stream, collection, item) {
      const found = collection === 'people' ? find(stream, { item }) : undefined;
      return found?.live === false ? undefined : found?.remoteId;
    },
    areLinked: (stream, collection, item, remoteId) =>
      collection === 'people' && find(stream, { item, remoteId }) !== undefined,
  };
}

/** Nothing is linked to anything. */
export const noReferences: References = buildReferences([]);

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
