import type { StoreContext } from '../store-context.ts';
import type { RunKind } from '../tables.ts';
import { readListingAges, type ListingAge } from './listing-ages.ts';
import {
  dueRuns,
  finishRun,
  lastRuns,
  markRunsPublished,
  startRun,
  unpublishedRuns,
  type RunEnd,
  type StoredRun,
} from './run-records.ts';

/** What ran, and when. */
export interface RunStore {
  start(kind: RunKind, listing: string): Promise<{ readonly id: string }>;
  finish(id: string, end: RunEnd): Promise<void>;
  /** Which of these listings have not begun such a run for so many milliseconds. */
  due(kind: RunKind, listings: readonly string[], every: number): Promise<readonly string[]>;
  /** The last run of each kind and listing. */
  last(): Promise<readonly StoredRun[]>;
  listingAges(): Promise<readonly ListingAge[]>;
  unpublished(limit: number): Promise<readonly StoredRun[]>;
  markPublished(runs: readonly StoredRun[]): Promise<void>;
}

export const createRunStore = (context: StoreContext): RunStore => ({
  start: async (kind, listing) => await startRun(context, kind, listing),
  finish: async (id, end) => await finishRun(context, id, end),
  due: async (kind, listings, every) => await dueRuns(context, kind, listings, every),
  last: async () => await lastRuns(context),
  listingAges: async () => await readListingAges(context),
  unpublished: async (limit) => await unpublishedRuns(context, limit),
  markPublished: async (runs) => await markRunsPublished(context, runs),
});
