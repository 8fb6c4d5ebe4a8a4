import { expect, it } from 'vitest';
import type { StoreHarness } from './store-harness.ts';

export function checkpointContract(create: () => Promise<StoreHarness>): void {
  it('starts every stream from the beginning', async () => {
    const { store } = await create();
    expect(await store.loadCheckpoint('ninja.clients')).toEqual({
      rev: 0,
      cursor: null,
      page: null,
      firstListingDone: false,
    });
  });

  it('moves a checkpoint only from the revision that was read', async () => {
    const { store } = await create();
    const { rev } = await store.loadCheckpoint('ninja.clients');
    expect(
      await store.saveCheckpoint('ninja.clients', rev, { cursor: '5', page: 'p', firstListingDone: true }),
    ).toBe(true);
    expect(
      await store.saveCheckpoint('ninja.clients', rev, { cursor: '3', page: null, firstListingDone: true }),
    ).toBe(false);
    expect(await store.loadCheckpoint('ninja.clients')).toMatchObject({
      cursor: '5',
      firstListingDone: true,
    });
    expect((await store.loadCheckpoint('mautic.contacts')).cursor).toBeNull();
  });
}
