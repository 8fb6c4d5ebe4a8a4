import { createTokenBucket } from '@unified-sync/http-client';
import { rateLimited } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { existingCounterpartyId, revolutErrorCode } from '../error-body.ts';
import { accountSchema } from '../entities/account.ts';
import { transactionSchema } from '../entities/transaction.ts';
import { revolutBudget } from '../revolut-budget.ts';
import { collect, failureOf, isTokenCall, minutes, movable, startBusiness } from './testing/business.ts';

it('trap 6: webhooks are on 2.0 and all else on 1.0; lists are plural and single records are not', async () => {
  const { server, client } = startBusiness();
  const revolut = client();
  const account = server.addAccount({ currency: 'EUR', balance: 100 });
  const transaction = server.addTransaction({
    legs: [{ leg_id: 'l', account_id: account.id, amount: -1, currency: 'EUR' }],
  });
  const counterparty = await revolut.counterparties.create({
    name: 'A',
    revtag: 'a',
    profile_type: 'business',
  });
  const before = server.requests.length;
  await collect(revolut.accounts.list());
  await collect(revolut.transactions.list());
  await revolut.transactions.get(transaction.id);
  await collect(revolut.counterparties.list());
  await revolut.counterparties.get(counterparty.id);
  await revolut.counterparties.delete(counterparty.id);
  await collect(revolut.webhooks.list());
  expect(server.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /1.0/accounts',
    'GET /1.0/transactions',
    `GET /1.0/transaction/${transaction.id}`,
    'GET /1.0/counterparties',
    `GET /1.0/counterparty/${counterparty.id}`,
    `DELETE /1.0/counterparty/${counterparty.id}`,
    'GET /2.0/webhooks',
  ]);
  for (const wrong of ['/2.0/accounts', '/1.0/webhooks', `/1.0/transactions/${transaction.id}`])
    expect(await failureOf(revolut.http.raw('GET', wrong))).toMatchObject({ name: 'NotFoundError' });
});

it('trap 13: ids that are no UUIDs, new types and new keys are taken', () => {
  const account = {
    id: 'b7ec67d3-5af1-42c8-bece-3d28nlmo894d',
    balance: 3171.89,
    currency: 'GBP',
    state: 'paused',
    public: false,
    created_at: '2022-08-05T14:29:22.215785Z',
    updated_at: '2026-01-32T14:29:22.215785Z',
    brand_new: [1],
  };
  expect(accountSchema.parse(account)).toEqual(account);
  const transaction = {
    id: 'x',
    type: 'rev_payment_of_next_year',
    state: 'on_hold',
    created_at: 'z',
    updated_at: 'z',
    legs: [{ leg_id: 'l', account_id: 'a', amount: 1, currency: 'EUR', novelty: true }],
  };
  expect(transactionSchema.parse(transaction)).toEqual(transaction);
});

it('trap 13: an amount that is missing is an error, not zero', async () => {
  const { client } = startBusiness();
  const legs = [{ leg_id: 'l', account_id: 'a', currency: 'EUR' }];
  const row = { id: 'x', type: 'fee', state: 'completed', created_at: 'z', updated_at: 'z', legs };
  const fetch: typeof globalThis.fetch = async (input) =>
    isTokenCall(input) ? Response.json({ access_token: 'a', expires_in: 2399 }) : Response.json(row);
  expect(await failureOf(client({ fetch }).transactions.get('x'))).toMatchObject({
    name: 'ResponseShapeError',
    issues: [expect.stringContaining('legs[0].amount')],
  });
  await expect(client({ fetch, validate: 'warn' }).transactions.get('x')).resolves.toEqual(row);
});

it('the mock makes ids of both kinds', () => {
  const { server } = startBusiness();
  const ids = Array.from({ length: 12 }, () => server.addAccount({ currency: 'EUR', balance: 0 }).id);
  const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(new Set(ids.map((id) => uuid.test(id)))).toEqual(new Set([true, false]));
});

it('trap 15: a client keeps within 60 requests in any minute by itself', async () => {
  let time = 0;
  const sent: number[] = [];
  const { client, fetch } = startBusiness();
  const spy: typeof globalThis.fetch = async (input, init) => {
    if (!isTokenCall(input)) sent.push(time);
    return await fetch(input, init);
  };
  const budget = createTokenBucket({
    capacity: 10,
    refillPerSecond: 50 / 60,
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
  });
  const revolut = client({ fetch: spy, budget });
  for (let call = 0; call < 130; call += 1) await collect(revolut.accounts.list());
  for (const start of sent)
    expect(sent.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(60);
});

it('trap 15: ten calls may go at once, the eleventh waits; a share of the business has less', async () => {
  const waitsFor = async (budget: ReturnType<typeof revolutBudget>): Promise<number> => {
    let taken = 0;
    const stop = new AbortController();
    const takes = Array.from({ length: 20 }, async () => {
      await budget.take(stop.signal).then(
        () => (taken += 1),
        () => undefined,
      );
    });
    await new Promise((resolve) => void setTimeout(resolve, 5));
    stop.abort();
    await Promise.all(takes);
    return taken;
  };
  expect(await waitsFor(revolutBudget())).toBe(10);
  expect(await waitsFor(revolutBudget(0.5))).toBe(5);
  expect(() => revolutBudget(0)).toThrow(TypeError);
});

it('trap 15: the mock refuses the 61st request of a minute, of whichever client', async () => {
  const clock = movable();
  const { server, client } = startBusiness({ now: clock.now, rateLimit: 60 });
  const [one, two] = [client({ maxRetries: 0 }), client({ maxRetries: 0 })];
  for (let call = 0; call < 60; call += 1) await collect(one.accounts.list());
  const [first, second] = [
    await failureOf(collect(one.accounts.list())),
    await failureOf(collect(two.accounts.list())),
  ];
  // Once in words, once as a header.
  for (const error of [first, second])
    expect(error).toMatchObject({ name: 'RateLimitError', retryable: true, retryAfter: 60_000 });
  expect(revolutErrorCode(first)).toBe(3162);
  clock.advance(minutes(1));
  await expect(collect(one.accounts.list())).resolves.toEqual([]);
  expect(server.requests.filter(({ status }) => status === 429)).toHaveLength(2);
});

it('trap 15: after a 429 the client waits for as long as it was told, and goes on', async () => {
  const { server, client } = startBusiness();
  const waits: number[] = [];
  const revolut = client({
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  server.faults.next(rateLimited(30), { route: 'GET */1.0/accounts' });
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
  expect(waits).toEqual([30_000]);
});

it('trap 16: expenses are refused in the sandbox, where they would be a 404', async () => {
  const { server, client } = startBusiness({ environment: 'sandbox' });
  const revolut = client();
  expect(() => revolut.expenses.list()).toThrow('production only');
  expect(await failureOf(revolut.expenses.get('x'))).toBeInstanceOf(TypeError);
  expect(server.requests).toEqual([]);
  expect(await failureOf(revolut.http.raw('GET', '/1.0/expenses'))).toMatchObject({ name: 'NotFoundError' });
});

it('trap 16: simulations are refused in production', async () => {
  const { client } = startBusiness({ environment: 'production' });
  const topUp = { account_id: 'a', amount: 1, currency: 'EUR' };
  expect(await failureOf(client().simulations.topUp(topUp))).toBeInstanceOf(TypeError);
});

it('trap 16: drafts that people made in the app are listed too', async () => {
  const { server, client } = startBusiness();
  server.db.paymentDrafts.insert({ id: 'in-app', source: 'email', payments: [] });
  const revolut = client();
  expect(await collect(revolut.paymentDrafts.list())).toMatchObject([{ id: 'in-app' }]);
  expect(await collect(revolut.paymentDrafts.list({ source: 'api' }))).toEqual([]);
});

it('trap 16: creating a draft of nothing creates nothing, and is no failure', async () => {
  const { client } = startBusiness();
  expect(await client().paymentDrafts.create({ title: 'empty', payments: [] })).toBeUndefined();
});

it.each([
  [{ code: 3009, message: 'Required' }, 400, 'ValidationError', 3009],
  [{ error_id: 'e-1', code: 5003, message: 'Later' }, 503, 'ServerError', 5003],
  [{ status: 401, message: 'No' }, 401, 'AuthenticationError', undefined],
  [{ code: 3012, message: 'Exists', params: { counterparty_id: 'c' } }, 422, 'ConflictError', 3012],
  [{ message: 'Alone' }, 422, 'ValidationError', undefined],
  [{ code: 'odd', message: 7 }, 400, 'ValidationError', undefined],
  ['<html>', 502, 'ServerError', undefined],
])('each of the five shapes of errors is read: %j', async (body, status, name, code) => {
  const { client, fetch } = startBusiness();
  const failing: typeof globalThis.fetch = async (input, init) =>
    isTokenCall(input)
      ? await fetch(input, init)
      : new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  const error = await failureOf(collect(client({ fetch: failing, maxRetries: 0 }).accounts.list()));
  expect(error).toMatchObject({ name, status });
  expect(revolutErrorCode(error)).toBe(code);
});

it('a counterparty that exists is named by the error', async () => {
  const { client } = startBusiness();
  const revolut = client();
  const input = { company_name: 'A', bank_country: 'CH', currency: 'CHF', iban: 'CH5604835012345678009' };
  const { id } = await revolut.counterparties.create(input);
  const error = await failureOf(revolut.counterparties.create(input));
  expect(error).toMatchObject({ name: 'ConflictError', status: 422 });
  expect(existingCounterpartyId(error)).toBe(id);
});

it('a grant without a scope is a PermissionError', async () => {
  const { server, client } = startBusiness();
  const { refreshToken } = server.grants.grant(['READ']);
  const revolut = client({ auth: { ...server.auth, refreshToken } });
  await expect(collect(revolut.accounts.list())).resolves.toEqual([]);
  const webhook = { url: 'https://sync.example.com' };
  expect(await failureOf(revolut.webhooks.create(webhook))).toMatchObject({ name: 'PermissionError' });
});
