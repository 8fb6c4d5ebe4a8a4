import { failed, lostAnswer, manualClock, recordFetch } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const clock = manualClock();
const { now, sleep } = clock;
const server = createInvoiceNinjaServer({ now });
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
beforeEach(() => clock.advance(60_000));
afterEach(() => server.faults.clear());

const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token, now, sleep });
const clientId = db.clients.insert({ name: 'payer' }).id;
const toPay = (amount: number) => db.invoices.insert({ client_id: clientId, amount, status_id: '2' }).id;
const route = 'POST */payments';
const paymentsOf = (invoiceId: string) =>
  db.payments.all().filter(({ paymentables }) => paymentables.some((part) => part.invoice_id === invoiceId));

let bank = 0;
const next = () => `BANK-${(bank += 1)}`;

describe('payment replays', () => {
  it('books once when the answer is lost, and gives the payment that was booked', async () => {
    const [number, invoice_id] = [next(), toPay(100)];
    server.faults.next(lostAnswer, { route });
    const payment = await ninja.payments.create(
      { client_id: clientId, number, invoices: [{ invoice_id, amount: 100 }] },
      { idempotencyKey: number },
    );
    expect(payment.number).toBe(number);
    expect(paymentsOf(invoice_id).map(({ id }) => id)).toEqual([payment.id]);
  });

  it('finds the first payment by its transaction reference', async () => {
    const reference = next();
    const input = { client_id: clientId, amount: 50, transaction_reference: reference };
    const first = await ninja.payments.create(input, { idempotencyKey: reference });
    clock.advance(5_000);
    const again = await ninja.payments.create(input, { idempotencyKey: reference });
    expect(again.id).toBe(first.id);
    expect(db.payments.all().filter((payment) => payment.transaction_reference === reference)).toHaveLength(
      1,
    );
  });

  it('says "already done" where it cannot tell which payment it was', async () => {
    const idempotencyKey = next();
    await ninja.payments.create({ client_id: clientId, amount: 7 }, { idempotencyKey });
    clock.advance(5_000);
    await expect(
      ninja.payments.create({ client_id: clientId, amount: 7 }, { idempotencyKey }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: false,
      message: expect.stringContaining('already done'),
    });
  });

  it('does not give another payment for a key that was used twice by mistake', async () => {
    const idempotencyKey = next();
    await ninja.payments.create(
      { client_id: clientId, amount: 8, transaction_reference: 'A' },
      { idempotencyKey },
    );
    clock.advance(5_000);
    await expect(
      ninja.payments.create(
        { client_id: clientId, amount: 9, transaction_reference: 'A' },
        { idempotencyKey },
      ),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(db.payments.all().filter(({ amount }) => amount === 9)).toEqual([]);
  });

  it('does not take another payment of the same number for a replay', async () => {
    const number = next();
    await ninja.payments.create({ client_id: clientId, amount: 3, number });
    clock.advance(5_000);
    await expect(
      ninja.payments.create({ client_id: clientId, amount: 4, number }, { idempotencyKey: next() }),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('does not take a deleted payment for a booked one', async () => {
    const number = next();
    const { id } = await ninja.payments.create({ client_id: clientId, amount: 5, number });
    await ninja.payments.delete(id);
    clock.advance(5_000);
    await expect(
      ninja.payments.create({ client_id: clientId, amount: 5, number }, { idempotencyKey: number }),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('reads a replay that complains about key, number and paid invoices at once, as the real server does', async () => {
    const original = await ninja.payments.create({ client_id: clientId, amount: 6, number: next() });
    const errors = { idempotency_key: ['taken'], number: ['taken'], invoices: ['paid'] };
    const { fetch } = recordFetch(
      new Response(JSON.stringify({ message: 'The given data was invalid.', errors }), { status: 422 }),
      Response.json({
        data: [original],
        meta: {
          pagination: { total: 1, count: 1, per_page: 100, current_page: 1, total_pages: 1, links: {} },
        },
      }),
    );
    const real = createInvoiceNinjaClient({ baseUrl, token, fetch });
    const { number, client_id } = original;
    expect((await real.payments.create({ client_id, number }, { idempotencyKey: 'k' })).id).toBe(original.id);
  });

  it('is sent once without a key: two requests would be two payments', async () => {
    const before = db.payments.all().length;
    server.faults.next(lostAnswer, { route });
    await expect(ninja.payments.create({ client_id: clientId, amount: 11 })).rejects.toMatchObject({
      code: 'network',
    });
    expect(db.payments.all()).toHaveLength(before + 1);
    server.faults.next(failed(503), { route });
    await expect(ninja.payments.create({ client_id: clientId, amount: 12 })).rejects.toMatchObject({
      code: 'server',
    });
    expect(db.payments.all()).toHaveLength(before + 1);
  });

  it.each(['', 'x'.repeat(65)])('refuses a key of the wrong length (%#)', async (idempotencyKey) => {
    const before = server.requests.length;
    await expect(ninja.payments.create({ client_id: clientId }, { idempotencyKey })).rejects.toThrow(
      'idempotencyKey',
    );
    expect(server.requests).toHaveLength(before);
  });
});

describe('one-second duplicate guard', () => {
  it('waits for more than a second when it repeats on purpose', async () => {
    const number = next();
    server.faults.next(lostAnswer, { route });
    const waits = clock.sleeps.length;
    await ninja.payments.create({ client_id: clientId, amount: 21, number }, { idempotencyKey: number });
    expect(Math.max(...clock.sleeps.slice(waits))).toBeGreaterThan(1_000);
    expect(db.payments.all().filter((payment) => payment.number === number)).toHaveLength(1);
  });

  it('is a conflict that must not be repeated without a key', async () => {
    await ninja.payments.create({ client_id: clientId, amount: 31 });
    await expect(ninja.payments.create({ client_id: clientId, amount: 31 })).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: false,
    });
  });

  it('is a conflict that may be repeated with a key', async () => {
    const once = createInvoiceNinjaClient({ baseUrl, token, now, sleep, maxRetries: 0 });
    await once.payments.create({ client_id: clientId, amount: 41 }, { idempotencyKey: next() });
    await expect(
      once.payments.create({ client_id: clientId, amount: 41 }, { idempotencyKey: next() }),
    ).rejects.toMatchObject({ name: 'ConflictError', retryable: true, retryAfter: 1_100 });
  });
});

async function refunded(): Promise<string> {
  const invoice_id = toPay(100);
  const payment = await ninja.payments.create({
    client_id: clientId,
    invoices: [{ invoice_id, amount: 100 }],
  });
  const after = await ninja.payments.refund({
    id: payment.id,
    amount: 100,
    date: '2026-01-02',
    invoices: [{ invoice_id, amount: 100 }],
  });
  expect(after.status_id).toBe('6');
  return payment.id;
}

describe('a PUT that completes a payment and applies it again', () => {
  it('is not sent for a refunded payment', async () => {
    const id = await refunded();
    await expect(ninja.payments.update(id, { private_notes: 'x' })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('refunded'),
      retryable: false,
    });
    expect(db.payments.get(id)?.status_id).toBe('6');
  });

  it('is sent when completing is what is wanted', async () => {
    const { id } = db.payments.insert({ client_id: clientId, amount: 5, status_id: '1' });
    await expect(ninja.payments.update(id, { private_notes: 'x' })).rejects.toThrow('pending');
    const written = await ninja.payments.update(id, { private_notes: 'x' }, { forceCompleted: true });
    expect(written).toMatchObject({ status_id: '4', private_notes: 'x' });
  });

  it('changes notes of a completed payment', async () => {
    const payment = await ninja.payments.create({ client_id: clientId, amount: 51 });
    expect((await ninja.payments.update(payment.id, { private_notes: 'x' })).private_notes).toBe('x');
  });

  it.each(['invoices', 'credits', 'amount'])('never carries %s', async (field) => {
    const input = { [field]: [] };
    await expect(ninja.payments.update('VolejRejNm', input)).rejects.toThrow(`payments.update: ${field}`);
  });
});

it('cannot restore a deleted payment, and says so', async () => {
  const payment = await ninja.payments.create({ client_id: clientId, amount: 61 });
  await ninja.payments.delete(payment.id);
  await expect(ninja.payments.restore(payment.id)).rejects.toMatchObject({ name: 'ConflictError' });
});
