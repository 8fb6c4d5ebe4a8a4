import { expect, it } from 'vitest';
import { playEngine } from './play-engine.ts';

const acme = { owner_company: 'acme', name: 'Acme', email: 'acme@x', type: 'client' };

it('takes for the original of two records with one key the one that shows the item, whatever their clocks say', async () => {
  const { make, settle, store } = playEngine();
  const item = make('companies', acme);
  const copy = make('a.clients', { name: 'Acme (copy)', client_email: 'other@x' }, { key: item });
  const original = make('a.clients', { name: 'Acme', client_email: 'acme@x' }, { key: item });
  await settle();
  const [own] = await store.linksOfRecords('a.clients', [original]);
  expect(own?.item.id).toBe(item);
  const [other] = await store.linksOfRecords('a.clients', [copy]);
  expect(other?.item.id).not.toBe(item);
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
