import { finding, type Finding } from '@unified-sync/sync-engine';
import { client } from '@unified-sync/sync-engine/simulation/store/contract/harness';
import { expect, it } from 'vitest';
import { useTestStores } from '../testing/test-store.ts';
import type { FindingStatus } from './read-findings.ts';

const { create } = useTestStores();
const about = { side: 'ninja.clients', field: null, message: '' } as const;
const ofItem = finding({ ...about, kind: 'write_refused', item: client('a'), lost: 'x' });
const ofRecord = finding({ ...about, kind: 'ambiguous_match', item: null, lost: { record: 'r1', part: '' } });
const ofNobody = finding({ ...about, kind: 'conflict', item: null, lost: ['r2'] });
const ofHub = finding({ ...about, kind: 'ambiguous_match', item: null, side: 'hub', lost: { record: 'r3' } });

async function lookedAtAfter(status: FindingStatus, of: Finding) {
  const { store } = await create();
  await store.report([of]);
  const [stored] = await store.listFindings();
  await store.decideFindings([{ digest: stored?.digest ?? '', status }]);
  const due = ['hub', 'ninja'].map(async (owner) => await store.takeDirty({ owner, limit: 10 }));
  return (await Promise.all(due)).flat().map(({ side, record }) => `${side} ${record}`);
}

it('looks again at the item of a finding that a person resolved, or at the record that has become none', async () => {
  expect(await lookedAtAfter('resolved', ofItem)).toEqual(['hub clients/a']);
  expect(await lookedAtAfter('resolved', ofRecord)).toEqual(['ninja.clients r1']);
});

it('reads a listing from its start for a resolved finding about a row of which nobody could tell whose it is', async () => {
  const { store } = await create();
  const week = 604_800_000;
  const read = { cursor: '7', page: null, firstListingDone: true };
  for (const stream of ['ninja.clients', 'ninja.invoices']) await store.saveCheckpoint(stream, 0, read);
  await store.report([
    finding({ ...about, kind: 'quarantined', item: null, lost: 'id: expected text, got an integer' }),
  ]);
  const [stored] = await store.listFindings();
  await store.decideFindings([{ digest: stored?.digest ?? '', status: 'dismissed' }]);
  expect(await store.beginOver('ninja.clients', week)).toBe(false);
  await store.decideFindings([{ digest: stored?.digest ?? '', status: 'resolved' }]);
  expect(await store.beginOver('ninja.invoices', week)).toBe(false);
  expect(await store.beginOver('ninja.clients', week)).toBe(true);
});

it('looks at nothing for one that was dismissed, or that names no record of a stream', async () => {
  expect(await lookedAtAfter('dismissed', ofRecord)).toEqual([]);
  expect(await lookedAtAfter('resolved', ofNobody)).toEqual([]);
  expect(await lookedAtAfter('resolved', ofHub)).toEqual([]);
});
