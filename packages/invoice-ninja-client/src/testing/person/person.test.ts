import { expect, it } from 'vitest';
import { callApi } from '../call-api.ts';
import { createInvoiceNinjaServer } from '../invoice-ninja-server.ts';

it('edits as the page does: all of the record is sent back, so nothing else is lost', () => {
  const server = createInvoiceNinjaServer();
  const client = server.person.create('clients', {
    name: 'Müller',
    settings: { currency_id: '3', payment_terms: '14' },
    contacts: [{ email: 'a@x.example' }, { email: 'b@x.example' }],
  });
  const edited = server.person.edit('clients', client.id, { name: 'Meier' });
  expect(edited).toMatchObject({ name: 'Meier', settings: client.settings, contacts: client.contacts });
});

it('edits a client that has files', async () => {
  const server = createInvoiceNinjaServer();
  const { id } = server.db.clients.insert({ name: 'Müller' });
  const body = new FormData();
  body.append('_method', 'PUT');
  body.append('documents[]', new File(['x'], 'a.pdf'));
  await callApi(server, `POST clients/${id}/upload`, { body });
  expect(server.person.edit('clients', id, { name: 'Meier' })).toMatchObject({
    name: 'Meier',
    documents: [{}],
  });
});

it('changes a payment without putting it on its invoices again', () => {
  const server = createInvoiceNinjaServer();
  const { id: client_id } = server.db.clients.insert({});
  const invoice = server.person.create('invoices', { client_id, line_items: [{ quantity: 1, cost: 100 }] });
  const payment = server.person.pay(invoice.id, 40);
  const edited = server.person.edit('payments', payment.id, { private_notes: 'x' });
  expect(edited.paymentables).toHaveLength(1);
  expect(server.db.invoices.get(invoice.id)?.balance).toBe(60);
});

it('makes an invoice look changed by opening it, without an event', async () => {
  let time = Date.UTC(2026, 0, 1);
  const server = createInvoiceNinjaServer({ now: () => time, webhookMode: 'manual' });
  server.db.webhooks.insert({ event_id: '8', target_url: 'https://hub.test' });
  const { id } = server.db.invoices.insert({ client_id: server.db.clients.insert({}).id });
  time += 60_000;
  server.person.openInvoice(id);
  expect(server.db.invoices.get(id)).toMatchObject({
    updated_at: time / 1000,
    invitations: [{ viewed_date: '2026-01-01' }],
  });
  expect(server.webhooks.pending).toBe(0);
});

it('is told what the server refuses', () => {
  const server = createInvoiceNinjaServer();
  expect(() => server.person.create('invoices', {})).toThrow('The client id field is required.');
  expect(() => server.person.edit('clients', 'nonsense', {})).toThrow('No query results');
});
