import { lostAnswer, reset } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { legKey } from '../entities/transaction.ts';
import { UnclearPaymentError } from '../resources/request-id.ts';
import { collect, days, failureOf, movable, startBusiness } from './testing/business.ts';

const payRoute = { route: 'POST */1.0/pay' };

async function withAccounts(options: Parameters<typeof startBusiness>[0] = {}) {
  const business = startBusiness(options);
  const eur = business.server.addAccount({ currency: 'EUR', balance: 1000 });
  const usd = business.server.addAccount({ currency: 'USD', balance: 0 });
  const revolut = business.client();
  const counterparty = await revolut.counterparties.create({
    company_name: 'Müller AG',
    bank_country: 'CH',
    currency: 'EUR',
    iban: 'CH9300762011623852957',
  });
  const payment = {
    account_id: eur.id,
    receiver: { counterparty_id: counterparty.id },
    amount: 12.34,
    currency: 'EUR',
    reference: 'RE-1',
  };
  return { ...business, revolut, eur, usd, payment };
}

it('trap 10: amounts are major units, both ways, and are sent as they are', async () => {
  const { server, revolut, payment, eur } = await withAccounts();
  const { id, state } = await revolut.payments.create(payment);
  expect(state).toBe('pending');
  const [leg] = (await revolut.transactions.get(id)).legs;
  expect(leg).toMatchObject({ amount: -12.34, currency: 'EUR' });
  server.changeState(id, 'completed');
  expect((await revolut.accounts.get(eur.id)).balance).toBe(987.66);
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '12.34'])(
  'trap 10: %o is no amount to pay',
  async (amount) => {
    const { server, revolut, payment } = await withAccounts();
    const before = server.requests.length;
    // @ts-expect-error -- what a caller without types may pass
    expect(await failureOf(revolut.payments.create({ ...payment, amount }))).toBeInstanceOf(TypeError);
    expect(server.requests.length).toBe(before);
  },
);

it('trap 12: the legs of one transaction share their leg_id, their accounts do not', async () => {
  const { revolut, eur, usd } = await withAccounts();
  const { id, state } = await revolut.exchanges.create({
    from: { account_id: eur.id, currency: 'EUR', amount: 80 },
    to: { account_id: usd.id, currency: 'USD' },
  });
  expect(state).toBe('completed');
  const transaction = await revolut.transactions.get(id);
  expect(new Set(transaction.legs.map(({ leg_id }) => leg_id)).size).toBe(1);
  expect(new Set(transaction.legs.map((leg) => legKey(transaction, leg))).size).toBe(2);
  expect(transaction.legs.map(({ amount, currency }) => [amount, currency])).toEqual([
    [-80, 'EUR'],
    [100, 'USD'],
  ]);
});

it('trap 14: a payment whose answer is lost is made once, and its result is found', async () => {
  const { server, revolut, payment } = await withAccounts();
  server.faults.next(lostAnswer, payRoute);
  const result = await revolut.payments.create(payment);
  const rows = await collect(revolut.transactions.list());
  expect(rows.map(({ id }) => id)).toEqual([result.id]);
  expect(result).toMatchObject({ state: 'pending', created_at: rows[0]?.created_at });
});

it('trap 14: every attempt of a call carries the same request_id, every call another one', async () => {
  const { server, client, payment, fetch } = await withAccounts();
  const ids: unknown[] = [];
  const spy: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith('/pay')) ids.push(JSON.parse(await request.clone().text()).request_id);
    return await fetch(request);
  };
  const revolut = client({ fetch: spy });
  server.faults.next(reset, { ...payRoute, times: 2 });
  await revolut.payments.create(payment);
  await revolut.payments.create(payment);
  expect(ids).toHaveLength(4);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
});

it('trap 14: 3020 is the original, not a failure', async () => {
  const { revolut, payment } = await withAccounts();
  const first = await revolut.payments.create(payment, { requestId: 'RE-1' });
  expect(await revolut.payments.create(payment, { requestId: 'RE-1' })).toEqual(first);
  expect(await collect(revolut.transactions.list())).toHaveLength(1);
});

it('trap 14: 3020 of a transfer and an exchange is the original too', async () => {
  const { server, revolut, eur, usd } = await withAccounts();
  const other = server.addAccount({ currency: 'EUR', balance: 0 });
  const transfer = {
    source_account_id: eur.id,
    target_account_id: other.id,
    amount: 5,
    currency: 'EUR',
  };
  const moved = await revolut.transfers.create(transfer, { requestId: 'T' });
  expect((await revolut.transfers.create(transfer, { requestId: 'T' })).id).toBe(moved.id);
  const exchange = {
    from: { account_id: eur.id, currency: 'EUR' },
    to: { account_id: usd.id, currency: 'USD', amount: 12.5 },
  };
  const bought = await revolut.exchanges.create(exchange, { requestId: 'X' });
  expect((await revolut.exchanges.create(exchange, { requestId: 'X' })).id).toBe(bought.id);
  expect((await revolut.accounts.get(other.id)).balance).toBe(5);
  expect((await revolut.accounts.get(usd.id)).balance).toBe(12.5);
});

it.each([
  ['another amount', { amount: 99 }],
  ['an amount a hundred times as big', { amount: 1234 }],
])('trap 14: a request_id that was used for %s is a conflict, not that payment', async (_name, change) => {
  const { revolut, payment } = await withAccounts();
  await revolut.payments.create(payment, { requestId: 'RE-1' });
  const error = await failureOf(revolut.payments.create({ ...payment, ...change }, { requestId: 'RE-1' }));
  expect(error).toMatchObject({
    name: 'ConflictError',
    retryable: false,
    message: expect.stringContaining('for another payment'),
  });
});

it('trap 14: an original whose amount holds the fee, or is billed in another currency, is the same one', async () => {
  const { server, revolut, payment, eur } = await withAccounts();
  const { id } = await revolut.payments.create(payment, { requestId: 'RE-1' });
  const leg = { leg_id: id, account_id: eur.id, currency: 'EUR' };
  server.db.transactions.update(id, { legs: [{ ...leg, amount: -12.44, fee: 0.1 }] });
  expect((await revolut.payments.create(payment, { requestId: 'RE-1' })).id).toBe(id);
  const converted = { ...leg, currency: 'CHF', amount: -11.9, bill_amount: -12.34, bill_currency: 'EUR' };
  server.db.transactions.update(id, { legs: [converted] });
  expect((await revolut.payments.create(payment, { requestId: 'RE-1' })).id).toBe(id);
  // The right number in the wrong currency.
  server.db.transactions.update(id, { legs: [{ ...leg, currency: 'CHF', amount: -12.34 }] });
  const error = await failureOf(revolut.payments.create(payment, { requestId: 'RE-1' }));
  expect(error).toMatchObject({ name: 'ConflictError' });
});

it('trap 14: a request_id of two weeks ago would pay again, and is not sent', async () => {
  const clock = movable();
  const { server, revolut, payment } = await withAccounts({ now: clock.now });
  const firstSentAt = new Date(clock.now());
  const options = { requestId: 'RE-1', firstSentAt };
  await revolut.payments.create(payment, options);
  clock.advance(days(13));
  await revolut.payments.create(payment, options);
  clock.advance(days(1));
  expect(await failureOf(revolut.payments.create(payment, options))).toMatchObject({
    name: 'ConflictError',
    message: expect.stringContaining('would pay again'),
  });
  expect(server.db.transactions.all()).toHaveLength(1);
  // What the check is for: without it, the provider does pay again.
  clock.advance(days(1));
  await revolut.payments.create(payment, { requestId: 'RE-1' });
  expect(server.db.transactions.all()).toHaveLength(2);
});

it('trap 14: a failure that leaves the payment unclear says which request_id to ask for, and is not retryable', async () => {
  const { server, revolut, payment } = await withAccounts();
  server.faults.next(lostAnswer, payRoute);
  server.faults.next(reset, { ...payRoute, times: 2 });
  const error = await failureOf(revolut.payments.create(payment));
  expect(error).toMatchObject({ name: 'UnclearPaymentError', code: 'network', retryable: false });
  const sent = error instanceof UnclearPaymentError ? error.requestIdSent : '';
  expect(await revolut.transactions.findByRequestId(sent)).toMatchObject({ state: 'pending' });
  // With an id of its own, the caller may repeat the call.
  server.faults.next(reset, { ...payRoute, times: 3 });
  const own = await failureOf(revolut.payments.create(payment, { requestId: 'RE-2' }));
  expect(own).toMatchObject({ name: 'NetworkError', retryable: true });
});

it('refuses what Revolut would cut off or not take, before it is sent', async () => {
  const { revolut, payment, eur, usd } = await withAccounts();
  const long = { ...payment, reference: 'x'.repeat(141) };
  expect(await failureOf(revolut.payments.create(long))).toMatchObject({
    message: expect.stringContaining('140'),
  });
  expect(await failureOf(revolut.payments.create(payment, { requestId: 'x'.repeat(41) }))).toBeInstanceOf(
    TypeError,
  );
  const both = {
    from: { account_id: eur.id, currency: 'EUR', amount: 1 },
    to: { account_id: usd.id, currency: 'USD', amount: 1 },
  };
  expect(await failureOf(revolut.exchanges.create(both))).toBeInstanceOf(TypeError);
});
