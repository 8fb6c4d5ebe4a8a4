import { describe } from 'vitest';
import type { DirtyRow, Finding, HistoryEntry, ItemKey, Store } from '../../src/index.ts';
import { checkpointContract } from './contract/checkpoints.ts';
import { commitContract } from './contract/commits.ts';
import { dirtyContract } from './contract/dirty.ts';
import { findingContract } from './contract/findings.ts';
import { leaseContract } from './contract/leases.ts';
import { linkContract } from './contract/links.ts';
import { waitContract } from './contract/waits.ts';

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

/** The behaviour that the engine relies on: every store passes it. Each test gets a fresh, empty store. */
export function storeContract(name: string, create: () => Promise<StoreHarness>): void {
  describe(`${name} as a store`, () => {
    leaseContract(create);
    commitContract(create);
    linkContract(create);
    waitContract(create);
    dirtyContract(create);
    findingContract(create);
    checkpointContract(create);
  });
}
