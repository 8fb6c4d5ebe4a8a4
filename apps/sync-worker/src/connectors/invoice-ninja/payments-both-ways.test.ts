import { failed, lostAnswer } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { ownerCompany } from './testing/ninja-world.ts';
import { createSyncedWorld, type SyncedWorld } from './testing/synced-world.ts';

async function withInvoice() {
  const world = createSyncedWorld();
  const client_id = world.server.db.clients.insert({ name: 'Müller AG' }).id;
  const invoice = world.server.person.create('invoices', {
    client_id,
    line_items: [{ quantity: 2, cost: 50 }],
  });
  world.server.person.bulk('invoices', 'mark_sent', [invoice.id]);
  await world.scanAll();
  world.clock.advance(60_000);
  return { world, remoteId: invoice.id, number: world.server.db.invoices.get(invoice.id)?.number ?? '' };
}

const record = (world: SyncedWorld, fields: Record<string, unknown>): string =>
  world.hub.add('payments', { owner_company: ownerCompany, ...JSON.parse(JSON.stringify(fields)) });

it('brings a payment at the provider to the hub, with the invoice that it pays', async () => {
  const { world, remoteId, number } = await withInvoice();
  world.server.person.pay(remoteId, 30);
  await world.scanAll();
  const [payment] = world.hub.items('payments');
  expect(payment?.fields).toMatchObject({
    amount: '30',
    status: 'completed',
    currency: 'CHF',
    allocations: [{ invoice: number, amount: '30' }],
  });
  const { fields } = world.hub.find('client_invoices', { number });
  expect(fields).toMatchObject({ status: 'partial', paid: '30', balance: '70' });
});

it('books a payment that the hub recorded, once, and shows the invoice paid', async () => {
  const { world, remoteId, number } = await withInvoice();
  const id = record(world, {
    amount: '100',
    date: '2026-01-02',
    method: 'Bank Transfer',
    reference: 'BANK-1',
    allocations: [{ invoice: number, amount: '100' }],
  });
  await world.scanAll();
  expect(world.server.db.payments.all()).toMatchObject([
    { amount: 100, custom_value4: id, transaction_reference: 'BANK-1', type_id: '1', date: '2026-01-02' },
  ]);
  expect(world.server.db.invoices.get(remoteId)).toMatchObject({ status_id: '4', balance: 0 });
  await world.scanAll();
  expect(world.item('payments', id)).toMatchObject({ status: 'completed', amount: '100' });
  expect(world.hub.find('client_invoices', { number }).fields).toMatchObject({
    status: 'paid',
    balance: '0',
  });
  expect(world.findings()).toEqual([]);
  const writes = [world.providerWrites().length, world.hub.writes.length];
  await world.reconcileAll();
  expect([world.providerWrites().length, world.hub.writes.length]).toEqual(writes);
});

it.each(['BANK-1', undefined])('books it once when the answer is lost (reference %s)', async (reference) => {
  const { world, number } = await withInvoice();
  const id = record(world, { amount: '100', reference, allocations: [{ invoice: number, amount: '100' }] });
  const route = `POST ${world.server.baseUrl}/api/v1/payments`;
  world.server.faults.next(lostAnswer, { route, times: 5 });
  await world.scanAll();
  await world.scanAll();
  expect(world.server.db.payments.all()).toHaveLength(1);
  expect(world.item('payments', id)).toMatchObject({ status: 'completed' });
  expect(world.findings()).toEqual([]);
});

it('does not book it again when it cannot tell what became of it: a person is told', async () => {
  const { world, number } = await withInvoice();
  record(world, { amount: '100', allocations: [{ invoice: number, amount: '100' }] });
  world.server.faults.next(failed(500), { route: `POST ${world.server.baseUrl}/api/v1/payments`, times: 3 });
  await world.scanAll();
  await world.reconcileAll();
  expect(world.server.db.payments.all()).toEqual([]);
  expect(world.findings()).toEqual(['unclear_money']);
});

it.each([
  ['an invoice that is not there', { amount: '5', allocations: [{ invoice: '9999', amount: '5' }] }],
  ['more than is open', { amount: '500', allocations: [{ invoice: '0001', amount: '500' }] }],
  [
    'another currency than the client has',
    { amount: '5', currency: 'EUR', allocations: [{ invoice: '0001', amount: '5' }] },
  ],
  ['no amount', { reference: 'x' }],
  [
    'a method that Invoice Ninja does not have',
    { amount: '5', method: 'Muscheln', allocations: [{ invoice: '0001', amount: '5' }] },
  ],
])('books nothing for %s, and says so', async (_what, fields) => {
  const { world } = await withInvoice();
  record(world, fields);
  await world.scanAll();
  expect(world.server.db.payments.all()).toEqual([]);
  expect(world.findings()).toEqual(['write_refused']);
});

it('undoes a change of a booked payment in the hub, with a finding', async () => {
  const { world, remoteId } = await withInvoice();
  world.server.person.pay(remoteId, 30);
  await world.scanAll();
  world.clock.advance(60_000);
  const [payment] = world.hub.items('payments');
  world.hub.edit('payments', payment?.id ?? '', { amount: '3000' });
  await world.scanAll();
  expect(world.item('payments', payment?.id ?? '')['amount']).toBe('30');
  expect(world.server.db.payments.all()).toMatchObject([{ amount: 30 }]);
  expect(world.findings()).toEqual(['refused_edit amount']);
});
