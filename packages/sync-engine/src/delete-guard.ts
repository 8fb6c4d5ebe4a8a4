import type { DeleteGuardOptions } from './options.ts';
import type { DeleteCounts } from './ports.ts';

/** Says of each further delete whether it may be acted on, and counts it if so. */
export type DeleteGuard = (remoteId: string) => boolean;

/**
 * A guard for one stream and one batch: beyond the allowance, or where the whole stream would go, nothing is
 * deleted any more. A record that was counted before stays allowed.
 */
export function createDeleteGuard(options: DeleteGuardOptions, { live, deleted }: DeleteCounts): DeleteGuard {
  const counted = new Set(deleted);
  const total = Math.max(live, counted.size);
  // Some of those that were deleted may still be counted as live: the stream had at most so many records.
  const size = live + counted.size;
  return (remoteId) => {
    if (counted.has(remoteId)) return true;
    if (!isWithinAllowance(options, total, counted.size + 1, size)) return false;
    counted.add(remoteId);
    return true;
  };
}

/**
 * Whether so many deletes out of so many records are plausible.
 *
 * @param size - how many records the stream had before the first of these deletes. @default total
 */
export function isWithinAllowance(
  options: DeleteGuardOptions,
  total: number,
  deletes: number,
  size: number = total,
): boolean {
  if (size >= options.wholeFrom && deletes >= total) return false;
  return deletes <= Math.max(options.floor, options.share * total);
}
