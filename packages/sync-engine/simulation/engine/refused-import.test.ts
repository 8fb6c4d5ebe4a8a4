import { expect, it } from 'vitest';
import type { Side, SideName } from '../../src/index.ts';
import { importCustomer } from './import-customer.ts';
import { playEngine, type PlayedEngine } from './play-engine.ts';

const acme = { name: 'Acme', email: 'acme@x' };

interface RefusedImport extends PlayedEngine {
  readonly customer: string;
  /** The item that the hub refused to make of the customer. */
  readonly refused: string;
  /** A person makes that company in the hub; gives its id. */
  readonly makeCompany: () => Promise<string>;
  readonly customers: () => number;
}

/** A customer of which the hub refuses to make an item. */
async function playRefusedImport(): Promise<RefusedImport> {
  const played = playEngine();
  const { make, store, world } = played;
  const customer = await importCustomer(played, { kind: 'refused', reason: 'number is required' });
  const [own] = await store.linksOfRecords('b.customers', [customer]);
  return {
    ...played,
    customer,
    refused: own?.item.id ?? '',
    async makeCompany() {
      const company = make('companies', { owner_company: 'acme', type: 'client', ...acme });
      await store.markDirty([{ side: 'hub', record: `companies/${company}` }]);
      return company;
    },
    customers: () => world.inside.systems.tables['b.customers'].rows().length,
  };
}

const linked = async ({ store }: PlayedEngine, stream: SideName, record: string): Promise<string[]> =>
  (await store.linksOfRecords(stream, [record])).map(({ item }) => item.id);

it('gives the record of an item that the hub refused to the company that somebody makes there, instead of a second one', async () => {
  const played = await playRefusedImport();
  const { customer, customers, engine, makeCompany, open, settle, store, world } = played;
  expect(open()).toEqual(['write_refused']);
  const company = await makeCompany();
  await engine.converge(store.dueDirty(20));
  expect(customers()).toBe(1);
  await settle();
  expect(customers()).toBe(1);
  expect(world.inside.systems.tables.companies.rows()).toHaveLength(1);
  expect(await linked(played, 'b.customers', customer)).toEqual([company]);
  expect(open()).toEqual([]);
});

it('makes nothing twice of a record that is renamed after the company got a record in its stream (seed 100420)', async () => {
  const played = await playRefusedImport();
  const { customer, customers, engine, makeCompany, settle, store, world } = played;
  await makeCompany();
  await engine.converge(store.dueDirty(20));
  world.inside.systems.rename(customer, 'renamed');
  await settle();
  expect(customers()).toBe(1);
  expect(world.inside.systems.tables.companies.rows()).toHaveLength(1);
});

it('asks a person where two companies could be the one', async () => {
  const played = await playRefusedImport();
  const { customer, customers, engine, makeCompany, open, refused, store } = played;
  await makeCompany();
  await makeCompany();
  await engine.converge(store.dueDirty(20));
  expect(customers()).toBe(1);
  expect(open()).toContain('ambiguous_match');
  expect(await linked(played, 'b.customers', customer)).toEqual([refused]);
});

it('waits while somebody is at work on the refused item', async () => {
  const played = await playRefusedImport();
  const { customer, customers, engine, makeCompany, refused, settle, store } = played;
  const company = await makeCompany();
  const [lease] = await store.lease([`item:companies/${refused}`], 60_000);
  await engine.converge(store.dueDirty(20));
  expect(customers()).toBe(1);
  expect(await linked(played, 'b.customers', customer)).toEqual([refused]);
  if (lease !== undefined) await store.release([lease]);
  await settle();
  expect(await linked(played, 'b.customers', customer)).toEqual([company]);
});

it('waits while the hub cannot say whether it has the item after all', async () => {
  const { customers, engineWith, makeCompany, refused, store, world } = await playRefusedImport();
  const companies = world.sides.hub('companies');
  const hidden: Side = {
    ...companies,
    look: async (ids) =>
      ids.includes(refused) ? ids.map(() => ({ kind: 'unknown', cause: '503' })) : await companies.look(ids),
  };
  await makeCompany();
  await engineWith({ 'hub.companies': hidden }).converge(store.dueDirty(20));
  expect(customers()).toBe(1);
});

it('leaves the record to first contact where the worker dies before the company has it', async () => {
  const played = await playRefusedImport();
  const { customer, customers, engineWith, makeCompany, refused, settle, store } = played;
  const company = await makeCompany();
  const dying = engineWith(
    {},
    {
      async commit(commits) {
        const results = await store.commit(commits);
        if (commits.some(({ key, links }) => key.id === refused && links.length === 0))
          throw new Error('the worker dies');
        return results;
      },
    },
  );
  await expect(dying.converge(store.dueDirty(20))).rejects.toThrow('the worker dies');
  await settle();
  expect(customers()).toBe(1);
  expect(await linked(played, 'b.customers', customer)).toEqual([company]);
});
