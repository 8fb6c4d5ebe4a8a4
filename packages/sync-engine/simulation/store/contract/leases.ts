import { expect, it } from 'vitest';
import type { StoreHarness } from './store-harness.ts';
import { client, commitOf, leaseOf } from './harness.ts';

export function leaseContract(create: () => Promise<StoreHarness>): void {
  it('gives a lease to one holder, and those keys of a call that are free', async () => {
    const { store } = await create();
    await leaseOf(store, 'a');
    const [taken, free] = await store.lease(['a', 'b'], 1000);
    expect(taken).toBeUndefined();
    expect(free?.key).toBe('b');
  });

  it('gives one lease where a call names a key twice', async () => {
    const { store } = await create();
    const leases = await store.lease(['a', 'a'], 1000);
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('gives a released lease to the next, with another token', async () => {
    const { store } = await create();
    const first = await leaseOf(store, 'a');
    await store.release([first]);
    const second = await leaseOf(store, 'a');
    expect(second.token).not.toBe(first.token);
  });

  it('gives an expired lease to the next', async () => {
    const { store, advance } = await create();
    await leaseOf(store, 'a', 1000);
    await advance(999);
    expect(await store.lease(['a'], 1000)).toEqual([undefined]);
    await advance(1);
    await leaseOf(store, 'a');
  });

  it('does not let a former holder release the lease of the present one', async () => {
    const { store, advance } = await create();
    const former = await leaseOf(store, 'a', 1000);
    await advance(1000);
    await leaseOf(store, 'a', 60_000);
    await store.release([former]);
    expect(await store.lease(['a'], 1000)).toEqual([undefined]);
  });

  it('refuses the commit of a lease that expired, even if nobody took it over', async () => {
    const { store, advance } = await create();
    const lease = await leaseOf(store, 'a', 1000);
    await advance(1000);
    expect(await store.commit([commitOf(client('a'), 0, lease)])).toEqual([{ kind: 'fenced' }]);
  });

  it('refuses the commit of a lease that claims a later expiry than it was given', async () => {
    const { store, advance } = await create();
    const lease = await leaseOf(store, 'a', 1000);
    await advance(1000);
    const forged = { ...lease, expiresAt: lease.expiresAt + 60_000 };
    expect(await store.commit([commitOf(client('a'), 0, forged)])).toEqual([{ kind: 'fenced' }]);
  });

  it('refuses the commit of a lease that somebody took over', async () => {
    const { store, advance } = await create();
    const lease = await leaseOf(store, 'a', 1000);
    await advance(1000);
    await leaseOf(store, 'a', 60_000);
    expect(await store.commit([commitOf(client('a'), 0, lease)])).toEqual([{ kind: 'fenced' }]);
  });

  it('refuses the commit of a lease that was released', async () => {
    const { store } = await create();
    const lease = await leaseOf(store, 'a');
    await store.release([lease]);
    expect(await store.commit([commitOf(client('a'), 0, lease)])).toEqual([{ kind: 'fenced' }]);
  });
}
