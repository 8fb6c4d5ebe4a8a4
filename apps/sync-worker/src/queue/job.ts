import type { Lane } from '@unified-sync/sync-engine';

/**
 * What a job asks for. A job carries no data: what is to be done is in the store's tables, so that a job may be lost,
 * doubled or late, and nothing else is.
 * - `drain`: work off the owner's dirty rows of one lane, so that none of them waits for what a less urgent one does.
 * - `scan`: read what changed in a stream, or in `hub.<collection>`, since its checkpoint.
 * - `sweep`: suspect what a complete listing of it does not show.
 */
export type Job =
  | { readonly kind: 'drain'; readonly lane: Lane }
  | { readonly kind: 'scan' | 'sweep'; readonly stream: string };

/** Jobs with one key are one: the second folds into the first while that waits. */
export const jobKey = (job: Job): string => `${job.kind}-${job.kind === 'drain' ? job.lane : job.stream}`;
