import type { Hint, ItemCommit } from '@unified-sync/sync-engine';

/** A hint, and what brought it. */
export interface TracedHint extends Hint {
  /** @default {@link StoreObserver.correlation} */
  readonly correlation?: string;
}

/** A row that was dealt with. */
export interface SettledRow {
  /** `hub`, or a stream. */
  readonly side: string;
  /** Milliseconds from the first hint to now. */
  readonly age: number;
}

/** Tells the store what its caller does, and is told what became of it. */
export interface StoreObserver {
  /** Correlation id of what is done now; `null`: of nothing in particular. */
  correlation(): string | null;
  /** The same of one commit, which may be one of many. */
  correlationOfCommit(commit: ItemCommit): string | null;
  /** Rows are cleared for good: what they stood for is in agreement, or in a finding. */
  settled(rows: readonly SettledRow[]): void;
}

/** Knows nothing, and does nothing with what it is told. */
export const noObserver: StoreObserver = {
  correlation: () => null,
  correlationOfCommit: () => null,
  settled: () => undefined,
};
