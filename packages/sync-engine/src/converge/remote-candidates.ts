import type { CollectionModel, Mapping } from '../model.ts';
import { viewRecord } from '../plan/side-view.ts';
import type { OwnedLink } from '../ports.ts';
import type { Fields } from '../value.ts';
import type { Context } from './context.ts';
import { findAll, holds, storedFields } from './match-values.ts';
import { renamedItems } from './renamed-items.ts';
import { linksOfParts, partsOf, type RecordPartRef } from './unlinked-records.ts';

/** A record (part) that is linked, under whatever id it had when it was linked. */
export interface LinkedPart {
  readonly ref: RecordPartRef;
  readonly owner: OwnedLink;
}

/** Records (parts) that hold identifying values. */
export interface RemoteCandidates {
  /** Those that are linked to nothing. */
  readonly free: readonly RecordPartRef[];
  /** The others, once for each link. */
  readonly linked: readonly LinkedPart[];
}

/**
 * For each set of identifying values, the live records (parts) that hold them.
 * @throws {SideUnavailable}
 */
export async function remoteCandidates(
  context: Context,
  collection: CollectionModel,
  mapping: Mapping,
  queries: readonly Fields[],
): Promise<readonly RemoteCandidates[]> {
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
  const owners = await linksOfParts(context, mapping, parts.flat());
  // Linked, too, are records that were renamed since: under the ids they had.
  const unlinked = parts.flat().filter((candidate) => !owners.has(candidate));
  const renamed = await renamedItems(context, mapping, unlinked);
  const ownersOf = (ref: RecordPartRef): readonly OwnedLink[] => {
    const former = renamed.get(ref);
    return owners.get(ref) ?? (former === undefined ? [] : [former]);
  };
  return parts.map((candidates) => ({
    free: candidates.filter((ref) => ownersOf(ref).length === 0),
    linked: candidates.flatMap((ref) => ownersOf(ref).map((owner) => ({ ref, owner }))),
  }));
}
