import { describe, expect, it } from 'vitest';
import { callApi, errorsIn, recordIn, type ApiAnswer } from '../call-api.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';
import type { RecordOf } from '../records/entity-data.ts';

interface Scene {
  server: InvoiceNinjaServer;
  client_id: string;
  invoice: (cost: number, send?: boolean) => RecordOf<'invoices'>;
  pay: (values: object) => Promise<ApiAnswer>;
  wait: (milliseconds: number) => void;
}

function scene(): Scene {
  let time = Date.UTC(2026, 0, 15);
  const server = createInvoiceNinjaServer({ now: () => time });
  const { id: client_id } = server.db.clients.insert({ name: 'Müller' });
  return {
    server,
    client_id,
    invoice: (cost, send = true) =>
      server.person.create('invoices', { client_id, line_items: [{ quantity: 1, cost }], mark_sent: send }),
    pay: async (values) => await callApi(server, 'POST payments', { body: { client_id, ...values } }),
    wait(milliseconds) {
      time += milliseconds;
    },
  };
}

describe('a new payment', () => {
  it('pays invoices in parts, and says in paymentables how much went where', async () => {
    const { server, client_id, invoice, pay } = scene();
    const [one, two] = [invoice(100), invoice(50)];
    const payment = recordIn(
      'payments',
      await pay({
        invoices: [
          { invoice_id: one.id, amount: 30 },
          { invoice_id: two.id, amount: 50 },
        ],
      }),
    );
    expect(payment).toMatchObject({
      amount: 80,
      applied: 80,
      refunded: 0,
      status_id: '4',
      number: '0001',
      date: '2026-01-15',
      currency_id: '1',
    });
    expect(payment.paymentables).toMatchObject([
      { invoice_id: one.id, amount: 30 },
      { invoice_id: two.id, amount: 50 },
    ]);
    expect(payment.paymentables[0]).not.toHaveProperty('credit_id');
    expect(server.db.invoices.get(one.id)).toMatchObject({ balance: 70, paid_to_date: 30, status_id: '3' });
    expect(server.db.invoices.get(two.id)).toMatchObject({ balance: 0, paid_to_date: 50, status_id: '4' });
    expect(server.db.clients.get(client_id)).toMatchObject({ balance: 70, paid_to_date: 80 });
  });

  it('sends a draft by paying it', async () => {
    const { server, invoice, pay } = scene();
    const draft = invoice(100, false);
    await pay({ invoices: [{ invoice_id: draft.id, amount: 100 }] });
    expect(server.db.invoices.get(draft.id)).toMatchObject({ status_id: '4', balance: 0, paid_to_date: 100 });
  });

  it('of more than its invoices leaves the rest unapplied', async () => {
    const { server, client_id, invoice, pay } = scene();
    const payment = recordIn(
      'payments',
      await pay({ amount: 150, invoices: [{ invoice_id: invoice(100).id, amount: 100 }] }),
    );
    expect(payment).toMatchObject({ amount: 150, applied: 100 });
    expect(server.db.clients.get(client_id)).toMatchObject({ payment_balance: 50, paid_to_date: 150 });
  });

  it.each([
    [{ amount: 50, invoices: [{ amount: 100 }] }, { amount: ['Amounts do not balance correctly.'] }],
    [
      { invoices: [{ amount: 100.01 }] },
      { 'invoices.0.amount': ['Amount cannot be greater than invoice balance'] },
    ],
    [{ amount: 'much' }, { amount: ['The amount field must be a number.'] }],
    [{ amount: 5, idempotency_key: 'x'.repeat(65) }, { idempotency_key: [expect.stringContaining('64')] }],
  ])('is refused: %j', async (values, errors) => {
    const { invoice, pay } = scene();
    const { id } = invoice(100);
    const invoices = 'invoices' in values ? values.invoices.map((part) => ({ invoice_id: id, ...part })) : [];
    expect(errorsIn(await pay({ ...values, invoices }))).toEqual(errors);
  });

  it('is refused for a paid invoice, the invoice of another client and one that is named twice', async () => {
    const { server, invoice, pay, wait } = scene();
    const { id } = invoice(100);
    server.person.pay(id);
    expect(errorsIn(await pay({ invoices: [{ invoice_id: id, amount: 1 }] }))).toHaveProperty('invoices');
    const other = server.db.clients.insert({});
    const theirs = server.db.invoices.insert({ client_id: other.id, status_id: '2', amount: 10 });
    wait(1000);
    expect(
      errorsIn(await pay({ amount: 1, invoices: [{ invoice_id: theirs.id, amount: 1 }] })),
    ).toHaveProperty(['invoices.0.invoice_id']);
    const open = invoice(10);
    const twice = [1, 2].map((amount) => ({ invoice_id: open.id, amount }));
    expect(errorsIn(await pay({ amount: 3, invoices: twice }))).toHaveProperty(['invoices.0.invoice_id']);
  });

  it('uses up a credit', async () => {
    const { server, client_id, invoice, pay } = scene();
    const credit = server.person.create('credits', {
      client_id,
      line_items: [{ quantity: 1, cost: 40 }],
      mark_sent: true,
    });
    expect(server.db.clients.get(client_id)?.credit_balance).toBe(40);
    const payment = recordIn(
      'payments',
      await pay({
        invoices: [{ invoice_id: invoice(100).id, amount: 40 }],
        credits: [{ credit_id: credit.id, amount: 40 }],
      }),
    );
    expect(payment).toMatchObject({
      amount: 0,
      paymentables: [{ amount: 40 }, { credit_id: credit.id, amount: 40 }],
    });
    expect(server.db.credits.get(credit.id)).toMatchObject({ balance: 0, status_id: '4' });
    expect(server.db.clients.get(client_id)?.credit_balance).toBe(0);
  });

  it('in another currency says at which rate', async () => {
    const { server, pay } = scene();
    const { id } = server.db.clients.insert({ settings: { currency_id: '17' } });
    expect(recordIn('payments', await pay({ client_id: id, amount: 5 }))).toMatchObject({
      currency_id: '17',
      exchange_currency_id: '1',
      exchange_rate: 1.136364,
    });
  });
});

describe('sending a payment twice', () => {
  it('within a second is refused with 400, even after an answer of 422', async () => {
    const { pay, wait } = scene();
    expect((await pay({ amount: 10, number: 'x' })).status).toBe(200);
    expect(await pay({ amount: 10 })).toMatchObject({ status: 400, body: { message: 'Duplicate request' } });
    expect((await pay({ amount: 11, number: 'x' })).status).toBe(422);
    expect((await pay({ amount: 11 })).status).toBe(400);
    wait(1000);
    expect((await pay({ amount: 11 })).status).toBe(200);
  });

  it('later makes two payments', async () => {
    const { server, pay, wait } = scene();
    await pay({ amount: 10 });
    wait(1000);
    expect((await pay({ amount: 10 })).status).toBe(200);
    expect(server.db.payments.all()).toHaveLength(2);
  });

  it('with the same idempotency_key is refused on that field, without the payment of then', async () => {
    const { server, pay, wait } = scene();
    await pay({ amount: 10, idempotency_key: 'once' });
    wait(60_000);
    const again = await pay({ amount: 10, idempotency_key: 'once' });
    expect(again.status).toBe(422);
    expect(errorsIn(again)).toEqual({ idempotency_key: ['The idempotency key has already been taken.'] });
    expect(server.db.payments.all()).toHaveLength(1);
    expect(server.db.payments.all()[0]).not.toHaveProperty('idempotency_key');
  });
});

describe('an update of a payment', () => {
  it('drops the amount, and completes even what was refunded', async () => {
    const { server, invoice } = scene();
    const { id } = invoice(100);
    const payment = server.person.pay(id);
    server.person.refund(payment.id, id, 100);
    expect(server.db.payments.get(payment.id)?.status_id).toBe('6');
    await callApi(server, `PUT payments/${payment.id}`, { body: { amount: 5, private_notes: 'x' } });
    expect(server.db.payments.get(payment.id)).toMatchObject({
      status_id: '4',
      is_manual: true,
      amount: 100,
      private_notes: 'x',
    });
  });

  it('applies invoices once more, as far as there is money', async () => {
    const { server, invoice, pay } = scene();
    const { id } = invoice(100);
    const payment = recordIn(
      'payments',
      await pay({ amount: 60, invoices: [{ invoice_id: id, amount: 30 }] }),
    );
    const again = async (): Promise<ApiAnswer> =>
      await callApi(server, `PUT payments/${payment.id}`, {
        body: { invoices: [{ invoice_id: id, amount: 30 }] },
      });
    expect(recordIn('payments', await again()).paymentables).toHaveLength(2);
    expect(server.db.invoices.get(id)?.balance).toBe(40);
    expect((await again()).status).toBe(422);
  });
});

describe('a refund', () => {
  it('makes the invoice owed again, in part or in whole', () => {
    const { server, client_id, invoice } = scene();
    const { id } = invoice(100);
    const payment = server.person.pay(id);
    expect(server.person.refund(payment.id, id, 40)).toMatchObject({
      status_id: '5',
      refunded: 40,
      paymentables: [{ refunded: 40 }],
    });
    expect(server.db.invoices.get(id)).toMatchObject({ balance: 40, paid_to_date: 60, status_id: '3' });
    expect(server.person.refund(payment.id, id, 60)).toMatchObject({ status_id: '6', refunded: 100 });
    expect(server.db.invoices.get(id)).toMatchObject({ balance: 100, paid_to_date: 0, status_id: '2' });
    expect(server.db.clients.get(client_id)).toMatchObject({ balance: 100, paid_to_date: 0 });
  });

  it('of more than went to one invoice is refused, though the payment was larger', async () => {
    const { server, client_id, invoice } = scene();
    const [one, two] = [invoice(100), invoice(50)];
    const invoices = [one, two].map(({ id, amount }) => ({ invoice_id: id, amount }));
    const { id } = server.person.create('payments', { client_id, invoices });
    expect(() => server.person.refund(id, two.id, 60)).toThrow('maximum refundable amount is 50');
  });

  it('of more than was paid, without its invoices, or by somebody without the right is refused', async () => {
    const { server, invoice } = scene();
    const { id: invoice_id } = invoice(100);
    const { id } = server.person.pay(invoice_id);
    const refund = async (values: object, token = server.token): Promise<number> =>
      (await callApi(server, 'POST payments/refund', { token, body: { id, date: '2026-01-15', ...values } }))
        .status;
    expect(await refund({ invoices: [{ invoice_id, amount: 101 }] })).toBe(422);
    expect(await refund({ amount: 100 })).toBe(422);
    expect(await refund({ date: '', invoices: [{ invoice_id, amount: 1 }] })).toBe(422);
    server.addToken({ token: 'clerk', permissions: ['edit_all'] });
    expect(await refund({ invoices: [{ invoice_id, amount: 1 }] }, 'clerk')).toBe(401);
  });
});

describe('deleting a payment', () => {
  it('makes its invoices owed again, drops its parts, and cannot be undone', async () => {
    const { server, client_id, invoice } = scene();
    const { id } = invoice(100);
    const payment = server.person.pay(id, 60);
    server.person.archive('invoices', id);
    server.person.remove('payments', payment.id);
    expect(server.db.payments.get(payment.id)).toMatchObject({
      status_id: '2',
      is_deleted: true,
      paymentables: [],
    });
    // The archived invoice is back among the living.
    expect(server.db.invoices.get(id)).toMatchObject({
      balance: 100,
      paid_to_date: 0,
      status_id: '2',
      archived_at: 0,
    });
    expect(server.db.clients.get(client_id)).toMatchObject({ balance: 100, paid_to_date: 0 });
    const answer = await callApi(server, 'POST payments/bulk', {
      body: { action: 'restore', ids: [payment.id] },
    });
    expect(answer.status).toBe(200);
    expect(server.db.payments.get(payment.id)?.is_deleted).toBe(true);
  });

  it('gives a credit back', () => {
    const { server, client_id, invoice } = scene();
    const credit = server.person.create('credits', {
      client_id,
      line_items: [{ quantity: 1, cost: 40 }],
      mark_sent: true,
    });
    const parts = {
      invoices: [{ invoice_id: invoice(40).id, amount: 40 }],
      credits: [{ credit_id: credit.id, amount: 40 }],
    };
    const { id } = server.person.create('payments', { client_id, ...parts });
    server.person.remove('payments', id);
    expect(server.db.credits.get(credit.id)).toMatchObject({ balance: 40, status_id: '2' });
    expect(server.db.clients.get(client_id)).toMatchObject({ credit_balance: 40, balance: 40 });
  });
});
