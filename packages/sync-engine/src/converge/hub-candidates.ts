import { claimOf, type ItemKey } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { viewHub, viewRemote } from '../plan/side-view.ts';
import { SideUnavailable, type OwnedLink } from '../ports.ts';
import { equalValues, type Fields } from '../value.ts';
import type { Context } from './context.ts';
import { lookToEnd } from './look-to-end.ts';
import { findAll, holds, storedInHub } from './match-values.ts';

/**
 * For each set of identifying values, the live hub items of the stream's owner that hold them and have no link
 * in the stream.
 * @throws {SideUnavailable}
 */
export async function hubCandidates(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly (readonly ItemKey[])[]> {
  const { ports } = context;
  // Before the hub is asked: what is made meanwhile is found there.
  const unborn = await unbornItems(context, collection, mapping, queries);
  const owned = queries.map((values) => ({ ...values, ...collection.constants[mapping.stream] }));
  const found = await findAll(
    owned.map((values) => storedInHub(collection, values)),
    (stored) => ports.hub(collection.name).findByFields(stored, { ofOthers: isSoleStream(collection) }),
  );
  const items = found.map((records, at) => [
    ...records
      .map((record) => viewHub(collection, { kind: 'present', record }))
      .filter(
        ({ presence, values }) => presence === 'live' && holds(collection, mapping, values, owned[at] ?? {}),
      )
      .flatMap(({ record }) => (record === null ? [] : [{ collection: collection.name, id: record.id }])),
    ...(unborn[at] ?? []),
  ]);
  const all = [...new Map(items.flat().map((item) => [item.id, item])).values()];
  const linked = all.length === 0 ? [] : await ports.store.linksOfItems(mapping.stream, all);
  const taken = new Set(linked.map(({ item }) => item.id));
  return items.map((candidates) => {
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    return [...byId.values()].filter(({ id }) => !taken.has(id));
  });
}

// Whatever we made in the hub came from a record of this one stream, and has a link in it: it is no candidate. Nearly all
// of a collection is left out with it, or every page of a backfill would be compared with all pages before it.
const isSoleStream = ({ mappings }: CollectionModel): boolean => Object.keys(mappings).length === 1;

// Items that another stream's first contact has named, and that the hub does not have yet.
async function unbornItems(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly (readonly ItemKey[])[]> {
  const claims = queries.map(claimOf);
  const owned =
    queries.length === 0
      ? []
      : await context.ports.store.linksWithClaims(collection.name, [...new Set(claims)]);
  const others = owned.filter(({ link }) => link.stream !== mapping.stream);
  const values = new Map<OwnedLink, Fields | null>();
  for (const candidate of others)
    values.set(candidate, await valuesOf(context, collection, mapping, candidate));
  return queries.map((identifying, at) =>
    others
      .filter(({ link }) => link.claims.includes(claims[at] ?? ''))
      .filter((candidate) => {
        const shown = values.get(candidate);
        // Its record is gone, but a worker that had seen it may be making the item right now: it is the same one.
        return shown === null || holds(collection, mapping, shown ?? {}, identifying);
      })
      .map(({ item }) => item),
  );
}

/** What the record shows that named the item; `null`: it is gone. */
async function valuesOf(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  { link }: OwnedLink,
): Promise<Fields | null> {
  const other = collection.mappings[link.stream];
  const ownerOf = (stream: string) => collection.constants[stream]?.[collection.owner ?? ''];
  if (other === undefined || !equalValues(ownerOf(mapping.stream), ownerOf(link.stream))) return {};
  const { look } = await lookToEnd(context, link.stream, link.remoteId);
  if (look.kind === 'unknown')
    throw new SideUnavailable(`${link.stream}: what may be the same thing cannot be read`);
  const view = viewRemote(other, link, look);
  return view.presence === 'live' ? view.values : null;
}
