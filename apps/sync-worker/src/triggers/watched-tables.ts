import { type CollectionName, resolveNames, type SchemaNames } from '@unified-sync/directus-schema';
import type { Model } from '@unified-sync/sync-engine';
import { resolveCollections } from '../hub/hub-options.ts';
import { hubCollections } from '../worker/hub-collections.ts';
import type { WatchedTable } from './trigger-sql.ts';

/** A watched table, and what of it is synced. */
export interface WatchedCollection extends WatchedTable {
  /** Name of the collection in the model. */
  readonly name: string;
  /** The model's name of each synced field, by its column. */
  readonly fields: ReadonlyMap<string, string>;
  /** The column that tells archived items, and what it holds of those that are not. */
  readonly archive: { readonly column: string; readonly restoredValue: string | boolean } | null;
}

/**
 * The tables that hold what is synced. A collection's values are all in its own table: a field that holds none
 * (the alias of a junction) cannot be mapped.
 */
export function watchedTables(model: Model, names: SchemaNames): readonly WatchedCollection[] {
  const collections = resolveCollections(hubCollections(model, names));
  const resolved = resolveNames(names);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the model's collections are made from ours
  const authorOf = (ours: string): string => resolved.field(ours as CollectionName, 'user_updated');
  return [...collections].map(([ours, { name, primaryKey, dateUpdated, archive, fields }]) => ({
    name: ours,
    collection: name,
    primaryKey,
    ignored: [...(dateUpdated === null ? [] : [dateUpdated]), authorOf(ours)],
    fields: new Map([...fields].map(([field, column]) => [column, field])),
    archive: archive && { column: archive.field, restoredValue: archive.restoredValue },
  }));
}
