import { expect, it } from 'vitest';
import { importCustomer } from './import-customer.ts';
import { playEngine } from './play-engine.ts';

const acme = { name: 'Acme', email: 'acme@x' };

/** A customer whose item the hub was asked to make: the request is lost on its way. A person makes that company there. */
async function playLostCreate() {
  const played = playEngine();
  const { engine, make, store, world } = played;
  const customer = await importCustomer(played, { kind: 'unclear', cause: 'connection reset' });
  const company = make('companies', { owner_company: 'acme', type: 'client', ...acme });
  await store.markDirty([{ side: 'hub', record: `companies/${company}` }]);
  const { tables } = world.inside.systems;
  return {
    ...played,
    customer,
    company,
    tables,
    convergeCompany: async (): Promise<void> =>
      await engine.converge(store.dueDirty(20).filter(({ record }) => record.includes(company))),
  };
}

it('makes no second record of what a create under way may leave free: it was renamed, and has a first contact again (seed 73184)', async () => {
  const { customer, company, convergeCompany, settle, store, tables, world } = await playLostCreate();
  world.inside.systems.rename(customer, 'renamed');
  await convergeCompany();
  expect(tables['b.customers'].rows()).toHaveLength(1);
  await settle();
  expect(tables['b.customers'].rows()).toHaveLength(1);
  expect(tables.companies.rows()).toHaveLength(1);
  const [own] = await store.linksOfRecords('b.customers', ['renamed']);
  expect(own?.item.id).toBe(company);
});

it('gives the company a record of its own once the create under way has made an item of the other', async () => {
  const { customer, company, convergeCompany, settle, store } = await playLostCreate();
  await convergeCompany();
  await settle();
  const [own] = await store.linksOfItems('b.customers', [{ collection: 'companies', id: company }]);
  expect(own?.link).toMatchObject({ state: 'live', alive: { hub: true, remote: true } });
  expect(own?.link.remoteId).not.toBe(customer);
});
