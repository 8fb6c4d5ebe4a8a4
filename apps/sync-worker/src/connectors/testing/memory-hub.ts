import {
  valueText,
  type Fields,
  type ListOptions,
  type ListPage,
  type Look,
  type Side,
  type SideRecord,
  type WriteRequest,
  type WriteResult,
} from '@unified-sync/sync-engine';

/** An item as the hub keeps it. */
export interface HubItem {
  readonly id: string;
  readonly fields: Fields;
  readonly archived: boolean;
  /** Milliseconds. */
  readonly created: number;
  readonly updated: number;
}

/** A hub in memory: its collections as sides, and a person who edits them. */
export interface MemoryHub {
  side(collection: string): Side;
  items(collection: string): readonly HubItem[];
  /** The one item of which these fields hold. */
  find(collection: string, wanted: Fields): HubItem;
  /** A person adds an item; gives its id. */
  add(collection: string, fields: Fields): string;
  edit(collection: string, id: string, fields: Fields): void;
  archive(collection: string, id: string): void;
  /** Writes that the engine made, oldest first. */
  readonly writes: readonly string[];
}

/** @param now milliseconds. */
export function createMemoryHub(now: () => number): MemoryHub {
  const collections = new Map<string, Map<string, HubItem>>();
  const writes: string[] = [];
  let added = 0;
  const itemsOf = (collection: string): Map<string, HubItem> => {
    const known = collections.get(collection) ?? new Map<string, HubItem>();
    collections.set(collection, known);
    return known;
  };
  function put(collection: string, id: string, change: Partial<HubItem>): HubItem {
    const before = itemsOf(collection).get(id);
    const item: HubItem = {
      id,
      archived: false,
      created: now(),
      ...before,
      ...change,
      fields: { ...before?.fields, ...change.fields },
      updated: now(),
    };
    itemsOf(collection).set(id, item);
    return item;
  }

  function write(collection: string, request: WriteRequest): WriteResult {
    if (request.kind === 'command') return { kind: 'refused', reason: 'the hub knows no commands' };
    const id = request.kind === 'create' ? (request.id ?? '') : request.record.id;
    const isThere = itemsOf(collection).has(id);
    if (isThere === (request.kind === 'create')) return { kind: 'stale' };
    writes.push(`${request.kind} ${collection}/${id}`);
    const change =
      request.kind === 'create' || request.kind === 'update'
        ? { fields: request.fields }
        : { archived: request.kind === 'remove' };
    return { kind: 'written', record: recordOf(put(collection, id, change)), part: '' };
  }

  return {
    writes,
    items: (collection) => [...itemsOf(collection).values()],
    find(collection, wanted) {
      const found = [...itemsOf(collection).values()].filter(({ fields }) => holds(fields, wanted));
      const [item] = found;
      if (item === undefined || found.length > 1)
        throw new Error(`${found.length} items of ${collection} hold ${valueText(wanted)}`);
      return item;
    },
    add(collection, fields) {
      added += 1;
      const id = `00000000-0000-4000-8000-${String(added).padStart(12, '0')}`;
      put(collection, id, { fields });
      return id;
    },
    edit: (collection, id, fields) => void put(collection, id, { fields }),
    archive: (collection, id) => void put(collection, id, { archived: true }),
    side: (collection) => ({
      look: async (ids) => ids.map((id): Look => lookOf(itemsOf(collection).get(id))),
      write: async (requests) => requests.map((request) => write(collection, request)),
      findByKey: async () => [],
      findByFields: async (queries) =>
        queries.map((query) =>
          [...itemsOf(collection).values()].filter(({ fields }) => holds(fields, query)).map(recordOf),
        ),
      list: async (options) => listOf([...itemsOf(collection).values()], options, now()),
      listIds: async () => ({ ids: [...itemsOf(collection).keys()], complete: true }),
    }),
  };
}

const lookOf = (item: HubItem | undefined): Look =>
  item === undefined ? { kind: 'absent' } : { kind: 'present', record: recordOf(item) };

const recordOf = (item: HubItem): SideRecord => ({
  id: item.id,
  version: String(item.updated),
  createdAt: new Date(item.created).toISOString(),
  live: !item.archived,
  parts: { '': { fields: item.fields, key: null } },
});

function listOf(items: readonly HubItem[], { cursor, lookBack }: ListOptions, now: number): ListPage {
  const since = cursor === null ? -Infinity : Number(cursor) - lookBack;
  return {
    records: items.filter(({ updated }) => updated >= since).map(recordOf),
    poison: [],
    next: null,
    cursor: String(now),
  };
}

const holds = (fields: Fields, wanted: Fields): boolean =>
  Object.entries(wanted).every(([name, value]) => fold(fields[name] ?? null) === fold(value));

const fold = (value: Fields[string]): string => valueText(value).trim().toLowerCase();
