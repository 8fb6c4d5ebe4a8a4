import { expect, it } from 'vitest';
import { finding, newLink, type DirtyRow } from '../../src/index.ts';
import { commitItem, effect } from '../store/contract/harness.ts';
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

it('hints an item with an open effect, even while its side cannot be listed: a worker may have died over it', async () => {
  const { engine, store } = playEngine({ 'list-unavailable': 1, 'incomplete-listing': 1 });
  await commitItem(store, { collection: 'people', id: 'open' }, { effects: [effect('e1')] });
  await commitItem(store, { collection: 'people', id: 'closed' }, { effects: [] });
  await engine.sweepDeletes('hub.people');
  expect(dirtyText(store.dueDirty(20))).toEqual(['hub people/open']);
});

it('hints a listed record that was linked and never met its item: a worker may have died in between', async () => {
  const { engine, store, make } = playEngine();
  const [unmet, met] = ['Acme', 'Bolt'].map((customer_name) => make('b.customers', { customer_name }));
  const linkOf = (remoteId = '') => newLink({ stream: 'b.customers', remoteId, part: '', createdAt: null });
  await commitItem(store, { collection: 'companies', id: 'unmet' }, { links: [linkOf(unmet)] });
  const alive = { hub: true, remote: true };
  await commitItem(store, { collection: 'companies', id: 'met' }, { links: [{ ...linkOf(met), alive }] });
  await engine.sweepDeletes('b.customers');
  expect(dirtyText(store.dueDirty(20))).toEqual([`b.customers ${unmet}`]);
});

it('makes a record once the one that had its identity is gone, though nobody hints at that', async () => {
  const { make, settle, open, world } = playEngine();
  const { systems } = world.inside;
  const taker = make('b.contacts', { firstname: 'Ann', email: 'a@x' });
  await settle();
  make('people', { owner_company: 'acme', first_name: 'Eve', email: 'a@x' });
  await settle();
  expect(open()).toContain('identity_taken');
  systems.remove('b.contacts', taker, 'person');
  await settle();
  await settle();
  const names = systems.tables['b.contacts'].rows().map(({ fields }) => fields['firstname']);
  expect(names).toEqual(['Eve']);
});
