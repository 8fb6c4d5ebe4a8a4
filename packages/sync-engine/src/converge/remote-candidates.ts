import type { CollectionModel, Mapping } from '../model.ts';
import { viewRecord } from '../plan/side-view.ts';
import type { Fields } from '../value.ts';
import type { Context } from './context.ts';
import { findAll, holds, storedFields } from './match-values.ts';
import { renamedItems } from './renamed-items.ts';
import { partsOf, withoutLinks, type RecordPartRef } from './unlinked-records.ts';

/**
 * For each set of identifying values, the live records (parts) that hold them and are linked to nothing.
 * @throws {SideUnavailable}
 */
export async function remoteCandidates(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly (readonly RecordPartRef[])[]> {
  const found = await findAll(
    queries.map((values) => storedFields(mapping, values)),
    (stored) => context.ports.stream(mapping.stream).findByFields(stored),
  );
  const parts = found.map((records, at) =>
    records
      .flatMap((record) => partsOf(mapping, record))
      .filter(({ record, part }) =>
        holds(collection, mapping, viewRecord(mapping, record, part).values, queries[at] ?? {}),
      ),
  );
  const unlinked = await withoutLinks(context, mapping, parts.flat());
  // One that was renamed is linked under the id that it had before.
  const renamed = await renamedItems(context, mapping, unlinked);
  const free = new Set(unlinked.filter((candidate) => !renamed.has(candidate)));
  return parts.map((candidates) => candidates.filter((candidate) => free.has(candidate)));
}
