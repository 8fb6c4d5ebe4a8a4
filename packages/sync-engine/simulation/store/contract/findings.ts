import { expect, it } from 'vitest';
import { finding, type Finding } from '../../../src/index.ts';
import type { StoreHarness } from './store-harness.ts';
import { client, commitItem } from './harness.ts';

const about = (item: string | null, lost: string): Finding =>
  finding({
    kind: 'conflict',
    item: item === null ? null : client(item),
    side: 'hub',
    field: 'name',
    lost,
    message: lost,
  });

export function findingContract(create: () => Promise<StoreHarness>): void {
  it('keeps one row a key, however often it is reported', async () => {
    const { store, findings } = await create();
    await store.report([about('a', 'x'), about('a', 'x')]);
    await commitItem(store, client('a'), { findings: [about('a', 'x')] });
    expect(await findings()).toEqual([expect.objectContaining({ finding: about('a', 'x'), open: true })]);
  });

  it('knows the open findings of items', async () => {
    const { store } = await create();
    await store.report([about('a', 'x'), about('b', 'y'), about(null, 'z')]);
    expect(await store.openFindings([client('a'), client('c')])).toEqual([about('a', 'x').key]);
  });

  it('resolves findings with the commit, keeps them, and opens them again when they come back', async () => {
    const { store, findings } = await create();
    await commitItem(store, client('a'), { findings: [about('a', 'x')] });
    await commitItem(store, client('a'), { resolved: [about('a', 'x').key, 'unknown'] });
    expect(await store.openFindings([client('a')])).toEqual([]);
    expect(await findings()).toEqual([expect.objectContaining({ finding: about('a', 'x'), open: false })]);
    await store.report([about('a', 'x')]);
    expect(await store.openFindings([client('a')])).toEqual([about('a', 'x').key]);
  });

  it('leaves a finding open that one commit both resolves and reports', async () => {
    const { store } = await create();
    await store.report([about('a', 'x')]);
    await commitItem(store, client('a'), { resolved: [about('a', 'x').key], findings: [about('a', 'x')] });
    expect(await store.openFindings([client('a')])).toHaveLength(1);
  });
}
