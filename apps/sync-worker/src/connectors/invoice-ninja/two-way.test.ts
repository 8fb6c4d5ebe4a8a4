import { describe, expect, it } from 'vitest';
import { createSyncedWorld, type SyncedWorld } from './testing/synced-world.ts';
import { ownerCompany } from './testing/ninja-world.ts';

async function withClient() {
  const world = createSyncedWorld();
  const client = world.server.db.clients.insert({
    name: 'Müller AG',
    vat_number: 'CHE-1',
    private_notes: 'bleibt',
    settings: { currency_id: '3', payment_terms: '14', language_id: '4' },
    contacts: [{ ...contact, first_name: 'Anna', email: 'anna@mueller.test' }],
  });
  await world.scanAll();
  return { world, client, company: world.hub.find('companies', { name: 'Müller AG' }).id };
}

const blankContact = createBlankContact();
const contact = { ...blankContact, is_primary: true };

function createBlankContact() {
  const { server } = createSyncedWorld();
  const [made] = server.db.clients.insert({ name: 'x' }).contacts;
  if (made === undefined) throw new Error('a client has a contact');
  return { ...made, custom_value4: '' };
}

const clientOf = ({ server }: SyncedWorld, id: string) => {
  const client = server.db.clients.get(id);
  if (client === undefined) throw new Error('the client is gone');
  return client;
};

describe('companies and people', () => {
  it('brings an edit of a company to the provider, and keeps its settings, notes and contacts', async () => {
    const { world, client, company } = await withClient();
    world.clock.advance(60_000);
    world.hub.edit('companies', company, { name: 'Müller & Söhne AG', country: 'CH' });
    await world.scanAll();
    expect(clientOf(world, client.id)).toMatchObject({
      name: 'Müller & Söhne AG',
      country_id: '756',
      private_notes: 'bleibt',
      settings: { currency_id: '3', payment_terms: '14', language_id: '4' },
      contacts: [{ first_name: 'Anna' }],
    });
    expect(world.findings()).toEqual([]);
  });

  it('brings an edit at the provider to the company', async () => {
    const { world, client, company } = await withClient();
    world.clock.advance(60_000);
    world.server.person.edit('clients', client.id, { city: 'Zürich' });
    await world.scanAll();
    expect(world.item('companies', company)).toMatchObject({ city: 'Zürich', name: 'Müller AG' });
  });

  it('merges edits of different fields, and keeps what lost in a finding where it is the same field', async () => {
    const { world, client, company } = await withClient();
    world.clock.advance(60_000);
    world.server.person.edit('clients', client.id, { city: 'Zürich', phone: '+41 1' });
    world.hub.edit('companies', company, { website: 'https://mueller.test', phone: '+41 2' });
    await world.scanAll();
    expect(clientOf(world, client.id)).toMatchObject({
      city: 'Zürich',
      website: 'https://mueller.test',
      phone: '+41 2',
    });
    expect(world.item('companies', company)).toMatchObject({
      city: 'Zürich',
      website: 'https://mueller.test',
      phone: '+41 2',
    });
    expect(world.findings()).toEqual(['conflict phone']);
  });

  it('makes a client of a new company, and its first person the contact that the provider made for nobody', async () => {
    const world = createSyncedWorld();
    await world.scanAll();
    const company = world.hub.add('companies', {
      name: 'Neu GmbH',
      type: 'client',
      currency: 'EUR',
      owner_company: ownerCompany,
    });
    world.hub.add('people', {
      first_name: 'Eva',
      email: 'eva@neu.test',
      company,
      owner_company: ownerCompany,
    });
    world.hub.add('people', { first_name: 'Urs', company, owner_company: ownerCompany });
    await world.scanAll();
    const [client, ...others] = world.server.db.clients.all();
    expect(others).toEqual([]);
    expect(client).toMatchObject({
      name: 'Neu GmbH',
      custom_value4: company,
      settings: { currency_id: '3' },
    });
    expect(client?.contacts.map(({ first_name }) => first_name).toSorted()).toEqual(['Eva', 'Urs']);
    expect(world.item('companies', company)['invoice_ninja_id']).toBe(client?.id);
    expect(world.findings()).toEqual([]);
  });

  it('makes no client of a supplier, nor of a company of another owner', async () => {
    const world = createSyncedWorld();
    await world.scanAll();
    world.hub.add('companies', { name: 'Lieferant', type: 'supplier', owner_company: ownerCompany });
    world.hub.add('companies', { name: 'Fremd', type: 'client', owner_company: 'owner-other' });
    await world.scanAll();
    expect(world.server.db.clients.all()).toEqual([]);
  });

  it('edits one contact of several, and removes one, without touching the others', async () => {
    const { world, client } = await withClient();
    world.server.person.edit('clients', client.id, {
      contacts: [...client.contacts, { first_name: 'Bea', email: 'bea@mueller.test' }, { first_name: 'Cem' }],
    });
    await world.scanAll();
    world.clock.advance(60_000);
    const [bea, cem] = ['Bea', 'Cem'].map((first_name) => world.hub.find('people', { first_name }).id);
    world.hub.edit('people', bea ?? '', { phone: '+41 44' });
    world.hub.archive('people', cem ?? '');
    await world.scanAll();
    expect(clientOf(world, client.id).contacts).toMatchObject([
      { first_name: 'Anna', email: 'anna@mueller.test', is_primary: true },
      { first_name: 'Bea', email: 'bea@mueller.test', phone: '+41 44' },
    ]);
    expect(clientOf(world, client.id).contacts).toHaveLength(2);
  });

  it('archives the company of a client that was deleted, and brings it back with it', async () => {
    const { world, client, company } = await withClient();
    world.clock.advance(60_000);
    world.server.person.remove('clients', client.id);
    await world.scanAll();
    const isArchived = () => world.hub.items('companies').find(({ id }) => id === company)?.archived;
    expect(isArchived()).toBe(true);
    world.clock.advance(60_000);
    world.server.person.restore('clients', client.id);
    await world.scanAll();
    expect(isArchived()).toBe(false);
  });

  it('leaves the client alone when its company is archived in the hub', async () => {
    const { world, client, company } = await withClient();
    world.clock.advance(60_000);
    world.hub.archive('companies', company);
    await world.scanAll();
    expect(clientOf(world, client.id).is_deleted).toBe(false);
  });
});

describe('invoices', () => {
  const lines = [
    {
      product: 'CONS',
      description: 'Beratung',
      quantity: '2',
      unit_price: '50',
      discount: '10%',
      tax_rate: '8.1',
      line_total: null,
    },
  ];

  async function withDraft() {
    const { world, client, company } = await withClient();
    const invoice = world.hub.add('client_invoices', {
      company,
      status: 'draft',
      lines,
      po_number: 'B 1',
      owner_company: ownerCompany,
    });
    await world.scanAll();
    const [stored] = world.server.db.invoices.all();
    return { world, client, company, invoice, remoteId: stored?.id ?? '' };
  }

  it('makes a draft of a draft, and shows in the hub what the provider works out', async () => {
    const { world, invoice, remoteId } = await withDraft();
    expect(world.server.db.invoices.all()).toHaveLength(1);
    expect(world.server.db.invoices.get(remoteId)).toMatchObject({
      custom_value4: invoice,
      status_id: '1',
      amount: 97.29,
      line_items: [
        { product_key: 'CONS', quantity: 2, cost: 50, discount: 10, tax_rate1: 8.1, tax_name1: 'VAT' },
      ],
    });
    expect(world.item('client_invoices', invoice)).toMatchObject({
      status: 'draft',
      net: '90',
      tax: '7.29',
      gross: '97.29',
      currency: 'EUR',
      lines: [{ product: 'CONS', quantity: '2', discount: '10%', line_total: '90' }],
    });
    expect(world.findings()).toEqual([]);
  });

  it('follows an edit of the lines of a draft in the hub, total included', async () => {
    const { world, invoice, remoteId } = await withDraft();
    world.clock.advance(60_000);
    const [line] = lines;
    world.hub.edit('client_invoices', invoice, { lines: [{ ...line, quantity: '3', line_total: '90' }] });
    await world.scanAll();
    expect(world.server.db.invoices.get(remoteId)).toMatchObject({
      line_items: [{ quantity: 3, line_total: 135 }],
    });
    expect(world.item('client_invoices', invoice)).toMatchObject({
      net: '135',
      lines: [{ quantity: '3', line_total: '135' }],
    });
    expect(world.findings()).toEqual([]);
  });

  it('sends a draft when the hub says so, and from then on undoes edits with a finding', async () => {
    const { world, invoice, remoteId } = await withDraft();
    world.clock.advance(60_000);
    world.hub.edit('client_invoices', invoice, { status: 'sent' });
    await world.scanAll();
    expect(world.server.db.invoices.get(remoteId)?.status_id).toBe('2');
    expect(world.item('client_invoices', invoice)).toMatchObject({ status: 'sent', balance: '97.29' });
    world.clock.advance(60_000);
    world.hub.edit('client_invoices', invoice, { po_number: 'B 2', gross: '1' });
    await world.scanAll();
    expect(world.item('client_invoices', invoice)).toMatchObject({ po_number: 'B 1', gross: '97.29' });
    expect(world.findings()).toEqual(['refused_edit gross', 'refused_edit po_number']);
    const writes = [world.providerWrites().length, world.hub.writes.length];
    await world.reconcileAll();
    expect([world.providerWrites().length, world.hub.writes.length]).toEqual(writes);
  });

  it('does not make an invoice in another currency than its client', async () => {
    const { world, company } = await withClient();
    world.hub.add('client_invoices', { company, currency: 'CHF', lines, owner_company: ownerCompany });
    await world.scanAll();
    expect(world.server.db.invoices.all()).toEqual([]);
    expect(world.findings()).toEqual(['write_refused']);
  });
});
