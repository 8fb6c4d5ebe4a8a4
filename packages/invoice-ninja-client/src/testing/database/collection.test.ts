import { expect, it } from 'vitest';
import { createInvoiceNinjaServer } from '../invoice-ninja-server.ts';

const day = 86_400_000;

it('stores what a test gives, with sensible others: number, contact, totals, balance', () => {
  const { db } = createInvoiceNinjaServer();
  const client = db.clients.insert({ name: 'Müller' });
  expect(client).toMatchObject({ number: '0001', display_name: 'Müller', contacts: [{ is_primary: true }] });
  const draft = db.invoices.insert({
    client_id: client.id,
    tax_name1: 'MWST',
    tax_rate1: 10,
    custom_surcharge1: 100,
  });
  expect(draft).toMatchObject({ number: '0001', amount: 100, balance: 0, invitations: [{}] });
  expect(db.invoices.insert({ client_id: client.id, status_id: '2', amount: 55 })).toMatchObject({
    amount: 55,
    balance: 55,
  });
  expect(db.invoices.insert({ client_id: client.id, status_id: '3', amount: 55, balance: 5 }).balance).toBe(
    5,
  );
});

it('puts records at any time, in any state, in any company', () => {
  const server = createInvoiceNinjaServer();
  const company = server.addCompany({ token: 'other', settings: { currency_id: '17' } });
  const at = Date.UTC(2026, 0, 1);
  const options = { company, createdAt: at, updatedAt: at + day, archivedAt: at + day, isDeleted: true };
  expect(server.db.clients.insert({}, options)).toMatchObject({
    created_at: at / 1000,
    updated_at: (at + day) / 1000,
    archived_at: (at + day) / 1000,
    is_deleted: true,
    settings: { currency_id: '17' },
  });
});

it('overwrites and purges without an event, and moves updated_at unless told not to', () => {
  let time = Date.UTC(2026, 0, 1);
  const server = createInvoiceNinjaServer({ now: () => time });
  const { id, updated_at } = server.db.products.insert({ product_key: 'A' });
  time += day;
  expect(server.db.products.update(id, { price: 5 }, { touch: false })).toMatchObject({
    price: 5,
    updated_at,
  });
  expect(server.db.products.update(id, { price: 6 }).updated_at).toBe(time / 1000);
  server.db.products.purge(id);
  expect(server.db.products.get(id)).toBeUndefined();
  expect(() => server.db.products.update(id, {})).toThrow(`There is no record "${id}" in products.`);
});
