import { expect, it } from 'vitest';
import { finding, type DirtyRow } from '../../src/index.ts';
import { commitItem } from '../store/contract/harness.ts';
import { playEngine } from './play-engine.ts';

const dirtyText = (rows: readonly DirtyRow[]): readonly string[] =>
  rows.map(({ side, record }) => `${side} ${record}`);

it('hints what waits for a record that is not listed: it may have been renamed before it was ever linked', async () => {
  const { engine, store, make } = playEngine();
  const listed = make('b.customers', { customer_name: 'Acme', email_id: 'a@x' });
  const waitFor = (remoteId: string) => ({
    waits: [{ kind: 'record' as const, stream: 'b.customers', remoteId }],
  });
  await commitItem(store, { collection: 'people', id: 'for-renamed' }, waitFor('gone'));
  await commitItem(store, { collection: 'people', id: 'for-listed' }, waitFor(listed));
  await store.clearDirty(store.dueDirty(20));
  await engine.sweepDeletes('b.customers');
  const hinted = dirtyText(store.dueDirty(20));
  expect(hinted).toContain('hub people/for-renamed');
  expect(hinted).not.toContain('hub people/for-listed');
});

it('hints an item of the swept collection that the hub refused to write', async () => {
  const { engine, store } = playEngine();
  const refused = (collection: string) =>
    finding({
      kind: 'write_refused',
      item: { collection, id: 'refused' },
      side: 'hub',
      field: null,
      lost: undefined,
      message: 'the hub refused to remove it',
    });
  await store.report([refused('companies'), refused('people')]);
  await engine.sweepDeletes('hub.companies');
  expect(dirtyText(store.dueDirty(20))).toEqual(['hub companies/refused']);
});
