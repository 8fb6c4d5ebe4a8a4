import type { ItemKey } from '../link.ts';
import type { OwnedLink } from '../ports.ts';
import type { References } from '../plan/references.ts';
import { viewHub, viewRemote } from '../plan/side-view.ts';
import { collectionOf, type Context } from './context.ts';
import type { Work } from './work.ts';

interface Wanted {
  /** By stream: items whose remote ids are asked for. */
  readonly items: Map<string, Map<string, ItemKey>>;
  /** By stream: remote ids whose items are asked for. */
  readonly records: Map<string, Set<string>>;
}

/** Loads the links of everything that the works' items and records refer to. */
export async function loadReferences(context: Context, works: readonly Work[]): Promise<References> {
  const wanted: Wanted = { items: new Map(), records: new Map() };
  for (const work of works) collect(context, work, wanted);
  const found: OwnedLink[] = [];
  for (const [stream, items] of wanted.items)
    found.push(...(await context.ports.store.linksOfItems(stream, [...items.values()])));
  for (const [stream, ids] of wanted.records)
    found.push(...(await context.ports.store.linksOfRecords(stream, [...ids])));
  return createReferences(found);
}

function collect(context: Context, work: Work, wanted: Wanted): void {
  const collection = collectionOf(context, work.key);
  const hub = viewHub(collection, work.looks.get('hub') ?? { kind: 'absent' });
  for (const [field, column] of Object.entries(collection.columns)) {
    if (column.kind !== 'reference' || column.to === undefined) continue;
    for (const mapping of Object.values(collection.mappings)) {
      const refers = mapping.fields[field]?.refers;
      if (refers === undefined) continue;
      const item = hub.values[field];
      if (typeof item === 'string')
        entry(wanted.items, refers, () => new Map()).set(item, { collection: column.to, id: item });
      const link = work.state.links.find(({ stream }) => stream === mapping.stream);
      const look = work.looks.get(mapping.stream);
      if (link === undefined || look === undefined) continue;
      const record = viewRemote(mapping, link, look).values[field];
      if (typeof record === 'string') entry(wanted.records, refers, () => new Set()).add(record);
    }
  }
}

function createReferences(found: readonly OwnedLink[]): References {
  const whole = found.filter(({ link }) => link.part === '');
  const live = whole.filter(({ link }) => link.state === 'live');
  // A deleted record is still what others refer to, though nothing new may refer to it.
  const known = [...whole.filter(({ link }) => link.state === 'tombstone'), ...live];
  const toHub = new Map(known.map(({ item, link }) => [keyOf(link.stream, link.remoteId), item.id]));
  const toRemote = new Map(
    live.map(({ item, link }) => [keyOf(link.stream, item.collection, item.id), link.remoteId]),
  );
  const pairs = new Set(
    known.map(({ item, link }) => keyOf(link.stream, item.collection, item.id, link.remoteId)),
  );
  return {
    toHub: (stream, remoteId) => toHub.get(keyOf(stream, remoteId)),
    toRemote: (stream, collection, itemId) => toRemote.get(keyOf(stream, collection, itemId)),
    areLinked: (stream, collection, itemId, remoteId) =>
      pairs.has(keyOf(stream, collection, itemId, remoteId)),
  };
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
