import type { DirtyRow, Finding, HistoryEntry, ItemKey, Store } from '../../../src/index.ts';

/** A store under test, with what its contract needs to see and to move. */
export interface StoreHarness {
  readonly store: Store;
  /** Moves the store's clock forward. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Rows that may be worked on now, oldest mark first. */
  readonly dueDirty: (limit: number) => Promise<readonly DirtyRow[]>;
  readonly findings: () => Promise<readonly { readonly finding: Finding; readonly open: boolean }[]>;
  readonly history: (item: ItemKey) => Promise<readonly HistoryEntry[]>;
}
