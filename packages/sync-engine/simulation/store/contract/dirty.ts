import { expect, it } from 'vitest';
import type { DirtyRow, Hint } from '../../../src/index.ts';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem } from './harness.ts';

const a: Hint = { side: 'hub', record: 'clients/a' };
const b: Hint = { side: 'ninja.clients', record: 'r1' };

const only = async ({ dueDirty }: StoreHarness): Promise<DirtyRow> => {
  const [row, ...others] = await dueDirty(10);
  if (row === undefined || others.length > 0) throw new Error(`expected one row, not ${others.length + 1}`);
  return row;
};

export function dirtyContract(create: () => Promise<StoreHarness>): void {
  it('folds hints for one record into one row', async () => {
    const harness = await create();
    await harness.store.markDirty([a, b, a]);
    expect((await harness.dueDirty(10)).map(({ record }) => record).toSorted()).toEqual(['clients/a', 'r1']);
    expect(await harness.dueDirty(1)).toHaveLength(1);
  });

  it('keeps a row that was marked again since it was handed out', async () => {
    const harness = await create();
    await harness.store.markDirty([a]);
    const handedOut = await only(harness);
    await harness.store.markDirty([a]);
    await harness.store.clearDirty([handedOut]);
    const again = await only(harness);
    await harness.store.clearDirty([again]);
    expect(await harness.dueDirty(10)).toEqual([]);
  });

  it('keeps a row that was cleared by another and marked again', async () => {
    const harness = await create();
    await harness.store.markDirty([a]);
    const handedOut = await only(harness);
    await harness.store.clearDirty([handedOut]);
    await harness.store.markDirty([a]);
    await harness.store.clearDirty([handedOut]);
    expect(await harness.dueDirty(10)).toHaveLength(1);
  });

  it('hands out a deferred row only after its time', async () => {
    const harness = await create();
    await harness.store.markDirty([a]);
    await harness.store.deferDirty([await only(harness)], 1000);
    await harness.advance(999);
    expect(await harness.dueDirty(10)).toEqual([]);
    await harness.advance(1);
    expect(await only(harness)).toMatchObject(a);
  });

  it('hands out a deferred row at once when a new hint comes, and does not defer a newer hint', async () => {
    const harness = await create();
    await harness.store.markDirty([a]);
    const handedOut = await only(harness);
    await harness.store.deferDirty([handedOut], 1000);
    await harness.store.markDirty([a]);
    expect(await only(harness)).toMatchObject(a);
    await harness.store.deferDirty([handedOut], 1000);
    expect(await only(harness)).toMatchObject(a);
  });

  it('marks what a commit asks for', async () => {
    const harness = await create();
    await commitItem(harness.store, client('a'), { dirty: [b] });
    expect(await only(harness)).toMatchObject(b);
  });
}
