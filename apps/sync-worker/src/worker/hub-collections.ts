import { type CollectionName, resolveNames, type SchemaNames } from '@unified-sync/directus-schema';
import type { Model } from '@unified-sync/sync-engine';
import type { HubCollection } from '../hub/hub-options.ts';

/**
 * How the collections of the model stand in Directus: under the user's names.
 * @throws {SchemaNamesError} for names that cannot be meant.
 */
export function hubCollections(model: Model, names: SchemaNames): Readonly<Record<string, HubCollection>> {
  const resolved = resolveNames(names);
  return Object.fromEntries(
    Object.values(model.collections).map(({ name: given, columns }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the model's collections are made from ours
      const name = given as CollectionName;
      const field = (ours: string): string => resolved.field(name, ours);
      const collection: HubCollection = {
        collection: resolved.collection(name),
        fields: Object.fromEntries(Object.keys(columns).map((ours) => [ours, field(ours)])),
        archive: { field: field('archived'), archivedValue: true, restoredValue: false },
        dateCreated: field('date_created'),
        dateUpdated: field('date_updated'),
      };
      return [name, collection];
    }),
  );
}
