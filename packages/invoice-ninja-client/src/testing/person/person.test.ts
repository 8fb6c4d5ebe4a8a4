import { expect, it } from 'vitest';
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

it('changes a payment without putting it on its invoices again', () => {
  const server = createInvoiceNinjaServer();
  const { id: client_id } = server.db.clients.insert({});
  const invoice = server.person.create('invoices', { client_id, line_items: [{ quantity: 1, cost: 100 }] });
  const payment = server.person.pay(invoice.id, 40);
  const edited = server.person.edit('payments', payment.id, { private_notes: 'x' });
  expect(edited.paymentables).toHaveLength(1);
  expect(server.db.invoices.get(invoice.id)?.balance).toBe(60);
});

it('is told what the server refuses', () => {
  const server = createInvoiceNinjaServer();
  expect(() => server.person.create('invoices', {})).toThrow('The client id field is required.');
  expect(() => server.person.edit('clients', 'nonsense', {})).toThrow('No query results');
});
