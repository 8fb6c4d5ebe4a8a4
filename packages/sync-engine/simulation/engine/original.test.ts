import { expect, it } from 'vitest';
import { createUnanswered } from './create-unanswered.ts';
import { playEngine } from './play-engine.ts';

const acme = { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' };

it('asks a person which of two records with one key is the original where clocks may have mixed up their ages, though one shows more of the item', async () => {
  const { make, settle, store, open, world } = playEngine();
  const item = make('companies', acme);
  const copy = make('a.clients', { name: 'Acme (copy)', client_email: 'other@x' }, { key: item });
  const original = make('a.clients', { name: 'Acme', client_email: 'acme@x' }, { key: item });
  await settle();
  expect(await store.linksOfRecords('a.clients', [original, copy])).toEqual([]);
  expect(open()).toEqual(['ambiguous_match']);
  world.inside.systems.remove('a.clients', copy, 'person');
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [original]);
  expect(own?.item.id).toBe(item);
});

it('takes a record for the copy that is younger than any clocks differ, though it shows more of the item by now', async () => {
  const { make, settle, store, pass } = playEngine();
  const item = make('companies', acme);
  const original = make('a.clients', { name: 'Edited since', client_email: 'new@x' }, { key: item });
  pass(9_000);
  const copy = make('a.clients', { name: 'Acme', client_email: 'acme@x' }, { key: item });
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [original]);
  expect(own?.item.id).toBe(item);
  const [other] = await store.linksOfRecords('a.clients', [copy]);
  expect(other?.item.id).not.toBe(item);
});

it('takes a copy for no more than a copy where a person has deleted what an unanswered create made', async () => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  await settle();
  const item = make('companies', acme);
  await createUnanswered(played, 'companies', item);
  const [original] = systems.tables['a.clients'].rows();
  pass(9_000);
  const copy = make('a.clients', { name: 'Acme Two', client_email: 'two@x' }, { key: item });
  systems.remove('a.clients', original?.id ?? '', 'person');
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [original?.id ?? '']);
  expect(own?.item.id).toBe(item);
  const [other] = await store.linksOfRecords('a.clients', [copy]);
  expect(other?.link.state).toBe('live');
  expect(other?.item.id).not.toBe(item);
});

it('does not take a record for what an unanswered create made that was deleted before it', async () => {
  const played = playEngine();
  const { make, settle, store, world, pass } = played;
  const { systems } = world.inside;
  await settle();
  const item = make('companies', acme);
  const elder = make('a.clients', { name: 'Before', client_email: 'before@x' }, { key: item });
  systems.remove('a.clients', elder, 'person');
  pass(20_000);
  await createUnanswered(played, 'companies', item);
  const made = systems.tables['a.clients'].rows().find(({ id }) => id !== elder);
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [made?.id ?? '']);
  expect(own?.item.id).toBe(item);
  expect(systems.tables.companies.rows()).toHaveLength(1);
});

it('leaves a record to its item that was renamed, and matches no other item with it', async () => {
  const { make, settle, store, world } = playEngine();
  const item = make('companies', acme);
  await settle();
  const { systems } = world.inside;
  const [customer] = systems.tables['b.customers'].rows();
  systems.rename(customer?.id ?? '', 'renamed');
  make('companies', acme);
  await settle();
  const links = await store.linksOfRecords('b.customers', ['renamed']);
  expect(links.filter(({ link }) => link.state === 'live').map((link) => link.item.id)).toEqual([item]);
});

it.each([
  { kind: 'shows more of the item', copied: { name: 'Other', client_email: 'new@x', private_notes: 'vip' } },
  { kind: 'matches the item', copied: { name: 'Acme Ltd', client_email: 'other@x' } },
])(
  'asks a person which of two records an unanswered create made where a copy was made at once, though that copy $kind by now',
  async (row) => {
    const played = playEngine();
    const { make, settle, store, world, pass, open } = played;
    const { systems } = world.inside;
    await settle();
    const item = make('companies', { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' });
    await createUnanswered(played, 'companies', item);
    const [original] = systems.tables['a.clients'].rows();
    pass(1_000);
    const copy = make('a.clients', row.copied, { key: item });
    systems.update('a.clients', original?.id ?? '', { private_notes: 'call back' }, 'person');
    systems.update('companies', item, { name: 'Acme Ltd', email: 'new@x', note: 'vip' }, 'person');
    // Once the create can no longer take effect, the copy is looked at before the item is.
    pass(60_000);
    await store.markDirty([{ side: 'a.clients', record: copy }]);
    await played.engine.converge(store.dueDirty(20).filter(({ side }) => side === 'a.clients'));
    await settle();
    expect(await store.linksOfRecords('a.clients', [original?.id ?? '', copy])).toEqual([]);
    expect(open()).toEqual(['ambiguous_match']);
    systems.remove('a.clients', copy, 'person');
    await settle();
    const [own] = await store.linksOfRecords('a.clients', [original?.id ?? '']);
    expect(own?.item.id).toBe(item);
  },
);

it.each([
  { kind: 'by an unanswered create, and a copy of it', isAnswered: false },
  { kind: 'by people, with a key', isAnswered: true },
])(
  'links and makes nothing while two records made $kind look alike and clocks may have mixed up their ages',
  async ({ isAnswered }) => {
    const played = playEngine();
    const { make, settle, store, world, pass, open } = played;
    const { systems } = world.inside;
    await settle();
    const item = make('companies', acme);
    if (isAnswered) make('a.clients', { name: 'Acme', client_email: 'acme@x' }, { key: item });
    else {
      await createUnanswered(played, 'companies', item);
    }
    pass(2_000);
    const copy = make('a.clients', { name: 'Acme', client_email: 'acme@x' }, { key: item });
    await settle();
    await settle();
    const ids = systems.tables['a.clients'].rows().map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(await store.linksOfRecords('a.clients', ids)).toEqual([]);
    expect(systems.tables.companies.rows()).toHaveLength(1);
    expect(open()).toEqual(['ambiguous_match']);

    // What they show later tells less than what they were made of.
    systems.update('a.clients', ids.find((id) => id !== copy) ?? '', { private_notes: 'call' }, 'person');
    await settle();
    expect(await store.linksOfRecords('a.clients', ids)).toEqual([]);

    systems.remove('a.clients', copy, 'person');
    await settle();
    const links = await store.linksOfRecords('a.clients', ids);
    expect(links.map(({ link, item: { id } }) => [link.remoteId, id])).toEqual([
      [ids.find((id) => id !== copy), item],
    ]);
  },
);
