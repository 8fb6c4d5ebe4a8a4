import type { Effect } from '../effect.ts';
import type { Mapping } from '../model.ts';
import { isFormOf } from '../plan/read-outcome.ts';
import { viewRecord } from '../plan/side-view.ts';
import type { RecordPartRef } from './unlinked-records.ts';

/**
 * Of several records (parts) with the key of one item, the one that a create of it made, if one is open: where it was to
 * be made, and as it was sent. What was copied from it is changed at once. Where that tells nothing, the eldest; but some
 * clocks are off, and of a part only the age of its record is known.
 *
 * @param keyed - the eldest first
 */
export function madeBy(
  mapping: Mapping,
  keyed: readonly RecordPartRef[],
  create: Pick<Effect, 'parentId' | 'fields'> | undefined,
): RecordPartRef | undefined {
  if (create === undefined) return keyed[0];
  const inParent = keyed.filter(({ record }) => record.id === create.parentId);
  const candidates = inParent.length > 0 ? inParent : keyed;
  return candidates.find((candidate) => showsAll(mapping, candidate, create.fields)) ?? candidates[0];
}

function showsAll(mapping: Mapping, { record, part }: RecordPartRef, fields: Effect['fields']): boolean {
  const { values } = viewRecord(mapping, record, part);
  return Object.entries(fields).every(([field, { wanted }]) =>
    isFormOf(mapping.fields[field]?.codec, wanted, values[field] ?? null),
  );
}
