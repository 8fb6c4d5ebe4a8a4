import {
  equalValues,
  type Fields,
  type FieldValue,
  type Hint,
  itemText,
  type ItemKey,
  type Model,
} from '@unified-sync/sync-engine';
import type { NotedChange } from './read-changes.ts';
import type { WatchedCollection } from './watched-tables.ts';

/** What the worker makes of what the triggers noted. */
export interface Judged {
  /** Items to look at. */
  readonly hints: readonly Hint[];
  /** True: something changed that cannot be named, and everything is to be compared. */
  readonly isIncomplete: boolean;
  /** Changes that the worker made itself: it knows what they brought. */
  readonly own: number;
}

export interface JudgeOptions {
  readonly model: Model;
  readonly tables: readonly WatchedCollection[];
  /** The Directus user that the worker writes as; `undefined`: not known, and no change is its own. */
  readonly userId: string | undefined;
  /** What the worker sent, or may have sent, to each of these items: canonical values by field. */
  readonly writesTo: (items: readonly ItemKey[]) => Promise<ReadonlyMap<string, readonly Fields[]>>;
}

interface Known {
  readonly change: NotedChange;
  readonly table: WatchedCollection;
  readonly key: ItemKey;
}

/**
 * Tells which items to look at. A change is the worker's own where Directus recorded its user in the transaction of the
 * change, _and_ every synced value in it is one that the outbox holds for that item. So a filter hook that changed more
 * in the worker's write, or a person who borrows its token, is heard of. In doubt it is a look.
 */
export async function judgeChanges(changes: readonly NotedChange[], options: JudgeOptions): Promise<Judged> {
  const tables = new Map(options.tables.map((table) => [table.collection, table]));
  const known = changes.flatMap((change): Known[] => {
    const table = tables.get(change.collection);
    if (table === undefined) return [];
    return [{ change, table, key: { collection: table.name, id: change.item.toLowerCase() } }];
  });
  const named = known.filter(({ change }) => change.item !== '' && concernsUs(change));
  const maybeOwn = named.filter(
    ({ change: { author, changed } }) =>
      options.userId !== undefined && author === options.userId && changed !== null,
  );
  const writes = maybeOwn.length === 0 ? new Map() : await options.writesTo(maybeOwn.map(({ key }) => key));
  const own = new Set(
    maybeOwn.filter((one) => isOurs(one, options.model, writes.get(itemText(one.key)) ?? [])),
  );
  return {
    hints: named
      .filter((one) => !own.has(one))
      .map(({ key }): Hint => ({ side: 'hub', record: itemText(key) })),
    isIncomplete: known.some(({ change }) => change.item === ''),
    own: own.size,
  };

  function concernsUs({ collection, operation, changed }: NotedChange): boolean {
    const table = tables.get(collection);
    if (operation !== 'update' || changed === null || table === undefined) return true;
    return Object.keys(changed).some((column) => isSynced(table, column));
  }
}

const isSynced = ({ fields, archive }: WatchedCollection, column: string): boolean =>
  fields.has(column) || column === archive?.column;

function isOurs({ change, table, key }: Known, model: Model, writes: readonly Fields[]): boolean {
  return Object.entries(change.changed ?? {})
    .filter(([column]) => isSynced(table, column))
    .every(([column, stored]) => {
      // What a new item has without being given it is no news.
      if (change.operation === 'insert' && stored === null) return true;
      if (column === table.archive?.column)
        return change.operation === 'insert' && stored === table.archive.restoredValue;
      const field = table.fields.get(column) ?? column;
      const codec = model.collections[key.collection]?.columns[field]?.codec;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was JSON in the database
      const shown = codec?.decode(stored as FieldValue);
      if (shown?.ok !== true) return false;
      return writes.some((fields) => Object.hasOwn(fields, field) && equalValues(fields[field], shown.value));
    });
}
