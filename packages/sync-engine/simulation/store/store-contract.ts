import { describe } from 'vitest';
import { checkpointContract } from './contract/checkpoints.ts';
import { commitContract } from './contract/commits.ts';
import { dirtyContract } from './contract/dirty.ts';
import { findingContract } from './contract/findings.ts';
import { leaseContract } from './contract/leases.ts';
import { linkContract } from './contract/links.ts';
import { peekContract } from './contract/peek.ts';
import type { StoreHarness } from './contract/store-harness.ts';
import { waitContract } from './contract/waits.ts';

export type { StoreHarness } from './contract/store-harness.ts';

/** The behaviour that the engine relies on: every store passes it. Each test gets a fresh, empty store. */
export function storeContract(name: string, create: () => Promise<StoreHarness>): void {
  describe(`${name} as a store`, () => {
    leaseContract(create);
    commitContract(create);
    linkContract(create);
    peekContract(create);
    waitContract(create);
    dirtyContract(create);
    findingContract(create);
    checkpointContract(create);
  });
}
