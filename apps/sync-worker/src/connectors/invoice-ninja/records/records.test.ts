import { describe, expect, it } from 'vitest';
import { createNinjaWorld, type NinjaWorld } from '../testing/ninja-world.ts';
import { lookAtRecord, streamOf } from '../testing/stream-of.ts';

const fieldsOf = async (world: NinjaWorld, name: Parameters<typeof streamOf>[1], id: string) =>
  (await lookAtRecord(streamOf(world, name), id)).parts['']?.fields;

describe('clients', () => {
  it('show codes for ids, and their own currency before the company’s', async () => {
    const world = createNinjaWorld();
    const { clients } = world.server.db;
    const own = clients.insert({ country_id: '756', settings: { currency_id: '3', payment_terms: 30 } });
    const none = clients.insert({ settings: {} });
    expect(await fieldsOf(world, 'clients', own.id)).toMatchObject({
      country: 'CH',
      currency: 'EUR',
      payment_terms: '30',
    });
    clients.update(none.id, { settings: {} });
    expect(await fieldsOf(world, 'clients', none.id)).toMatchObject({
      country: '',
      currency: 'CHF',
      payment_terms: '',
    });
  });

  it('show no currency where their group may have one: unknown is not the company’s', async () => {
    const world = createNinjaWorld();
    const { id } = world.server.db.clients.insert({});
    world.server.db.clients.update(id, { settings: {}, group_settings_id: 'VolejRejNm' });
    expect(await fieldsOf(world, 'clients', id)).toMatchObject({ currency: '' });
  });

  it('show an id that no table knows as what no codec takes for a code', async () => {
    const world = createNinjaWorld();
    const { id } = world.server.db.clients.insert({ country_id: '999' });
    expect(await fieldsOf(world, 'clients', id)).toMatchObject({ country: '#999' });
  });

  it('have a part for each contact that is somebody, or that carries a key', async () => {
    const world = createNinjaWorld();
    const { id, contacts } = world.server.db.clients.insert({ name: 'x' });
    const [blank] = contacts;
    if (blank === undefined) throw new Error('the provider makes a contact');
    const named = { ...blank, id: 'Opnel5aKBz', first_name: 'Anna' };
    const keyed = { ...blank, id: 'mWZdPNel6R', custom_value4: 'key' };
    world.server.db.clients.update(id, { contacts: [blank, named, keyed] });
    const { parts } = await lookAtRecord(streamOf(world, 'clients'), id);
    expect(Object.keys(parts)).toEqual(['', 'contact:Opnel5aKBz', 'contact:mWZdPNel6R']);
    expect(parts['contact:mWZdPNel6R']).toMatchObject({ key: 'key', fields: { client_id: id } });
  });
});

describe('what is live', () => {
  it.each([
    ['active', {}, true],
    ['archived', { archivedAt: 1e12 }, true],
    ['deleted', { archivedAt: 1e12, isDeleted: true }, false],
  ])('an invoice that is %s', async (_state, state, live) => {
    const world = createNinjaWorld();
    const client_id = world.server.db.clients.insert({}).id;
    const { id } = world.server.db.invoices.insert({ client_id }, state);
    expect((await lookAtRecord(streamOf(world, 'invoices'), id)).live).toBe(live);
  });

  it.each(['invoices', 'quotes', 'payments'] as const)('none of the %s of a deleted client', async (name) => {
    const world = createNinjaWorld();
    const client_id = world.server.db.clients.insert({}).id;
    const { id } = world.server.db[name].insert({ client_id });
    expect((await lookAtRecord(streamOf(world, name), id)).live).toBe(true);
    world.server.person.remove('clients', client_id);
    expect((await lookAtRecord(streamOf(world, name), id)).live).toBe(false);
  });
});

async function paidInvoice() {
  const world = createNinjaWorld();
  const { server } = world;
  const client_id = server.db.clients.insert({ settings: { currency_id: '3' } }).id;
  const invoice = server.person.create('invoices', { client_id, line_items: [{ quantity: 1, cost: 90 }] });
  return { world, invoice, payment: server.person.pay(invoice.id, 40) };
}

describe('payments', () => {
  it('name the invoices that they went to by their numbers', async () => {
    const { world, invoice, payment } = await paidInvoice();
    expect(await fieldsOf(world, 'payments', payment.id)).toMatchObject({
      allocations: [{ invoice: world.server.db.invoices.get(invoice.id)?.number, amount: 40 }],
      currency: 'EUR',
    });
  });

  it('ask for the number of an invoice that an older provider does not embed', async () => {
    const { world, invoice, payment } = await paidInvoice();
    world.rewrite = (url) => url.searchParams.set('include', 'client');
    expect(await fieldsOf(world, 'payments', payment.id)).toMatchObject({
      allocations: [{ invoice: world.server.db.invoices.get(invoice.id)?.number }],
    });
  });

  it('name an invoice without a number, or that was purged, by its id', async () => {
    const { world, invoice, payment } = await paidInvoice();
    world.server.db.invoices.update(invoice.id, { number: '' });
    expect(await fieldsOf(world, 'payments', payment.id)).toMatchObject({
      allocations: [{ invoice: `#${invoice.id}` }],
    });
    world.server.db.invoices.purge(invoice.id);
    expect(await fieldsOf(world, 'payments', payment.id)).toMatchObject({
      allocations: [{ invoice: `#${invoice.id}` }],
    });
  });
});

it('shows the tax and the currency of an expense, and that it has a category', async () => {
  const world = createNinjaWorld();
  const { expenses } = world.server.db;
  const rated = expenses.insert({
    amount: 108.1,
    tax_rate1: 8.1,
    uses_inclusive_taxes: true,
    currency_id: '',
  });
  const stated = expenses.insert({
    amount: 50,
    tax_amount1: 3.5,
    tax_amount2: 0.1,
    calculate_tax_by_amount: true,
    currency_id: '45',
    category_id: 'VolejRejNm',
  });
  expect(await fieldsOf(world, 'expenses', rated.id)).toMatchObject({
    tax: '8.1',
    currency: 'CHF',
    category: '',
  });
  expect(await fieldsOf(world, 'expenses', stated.id)).toMatchObject({
    tax: '3.6',
    currency: 'JPY',
    category: '#VolejRejNm',
  });
});

it.each([
  [true, '12.5'],
  [false, '12.5%'],
])(
  'shows the discount of a line as what the document says it is (amount: %s)',
  async (is_amount_discount, discount) => {
    const world = createNinjaWorld();
    const client_id = world.server.db.clients.insert({}).id;
    const { id } = world.server.person.create('invoices', {
      client_id,
      is_amount_discount,
      line_items: [{ quantity: 1, cost: 90, discount: 12.5 }],
    });
    expect(await fieldsOf(world, 'invoices', id)).toMatchObject({ line_items: [{ discount }] });
  },
);
