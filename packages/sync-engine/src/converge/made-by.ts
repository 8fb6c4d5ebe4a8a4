import type { Effect } from '../effect.ts';
import type { RecordPartRef } from './unlinked-records.ts';

/**
 * Of several records (parts) with the key of one item, the one that a create of it made, if one is open: where it was to
 * be made, since of a part only the age of its record is known. Else the eldest: whatever was copied from it is younger.
 * What they show tells nothing: a copy may show what was sent, and the original may have been edited since.
 *
 * @param keyed - the eldest first
 */
export const madeBy = (
  keyed: readonly RecordPartRef[],
  create: Pick<Effect, 'parentId'> | undefined,
): RecordPartRef | undefined => keyed.find(({ record }) => record.id === create?.parentId) ?? keyed[0];
