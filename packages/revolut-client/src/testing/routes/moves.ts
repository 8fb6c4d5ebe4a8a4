import { z } from 'zod';
import type { Account } from '../../entities/account.ts';
import type { Leg, Transaction, TransactionType } from '../../entities/transaction.ts';
import { notFound, plain } from '../http/failure.ts';
import { read } from '../http/read.ts';
import { ok, type Reply, type Route } from '../http/route.ts';
import { stampOf, type World } from '../store/world.ts';
import { major, minor } from './minor.ts';
import { changeState } from './transactions.ts';

const requestId = z.string().min(1).max(40);
const amount = z.number().positive();

const paySchema = z.object({
  request_id: requestId,
  account_id: z.string(),
  receiver: z.object({ counterparty_id: z.string(), account_id: z.string().optional() }),
  amount,
  currency: z.string(),
  reference: z.string().optional(),
});
const transferSchema = z.object({
  request_id: requestId,
  source_account_id: z.string(),
  target_account_id: z.string(),
  amount,
  currency: z.string(),
  reference: z.string().optional(),
});
const side = z.object({ account_id: z.string(), currency: z.string(), amount: amount.optional() });
const exchangeSchema = z.object({
  request_id: requestId,
  from: side,
  to: side,
  reference: z.string().optional(),
});
const topUpSchema = z.object({
  account_id: z.string(),
  amount: amount.max(10_000),
  currency: z.string(),
  reference: z.string().optional(),
  state: z.enum(['pending', 'completed', 'reverted', 'failed']).default('completed'),
});

/** A `request_id` is known for two weeks, and answered with 400: not with what it did the first time. */
const memory = 14 * 86_400_000;

function checkNew(world: World, request_id: string): void {
  const since = world.clock.now() - memory;
  const isKnown = world.db.transactions
    .all()
    .some((row) => row.request_id === request_id && Date.parse(row.created_at) > since);
  if (isKnown) throw plain(400, 3020, `Duplicate request: ${request_id}`);
}

function accountOf({ db }: World, id: string, currency: string): Account {
  const account = db.accounts.get(id);
  if (account === undefined) throw notFound('Account');
  if (account.currency !== currency)
    throw plain(400, 3187, `Account currency ${account.currency} does not match ${currency}`);
  return account;
}

function checkFunds(account: Account, value: number): void {
  if (minor(account.balance) < minor(value)) throw plain(400, 2101, 'Insufficient balance');
}

type NewLeg = Pick<
  Leg,
  'account_id' | 'amount' | 'currency' | 'description' | 'bill_amount' | 'bill_currency' | 'counterparty'
>;

interface NewTransaction {
  type: TransactionType;
  request_id?: string | undefined;
  reference?: string | undefined;
  /** Without an id: the legs of one transaction share it, as in the official examples. */
  legs: NewLeg[];
}

function record(world: World, { type, request_id, reference, legs }: NewTransaction): Transaction {
  const stamp = stampOf(world);
  const transaction: Transaction = {
    ...stamp,
    type,
    state: 'pending',
    ...(request_id !== undefined && { request_id }),
    // Cut without a word.
    ...(reference !== undefined && { reference: reference.slice(0, 140) }),
    legs: legs.map((leg) => ({ ...leg, leg_id: stamp.id })),
  };
  world.db.transactions.insert(transaction);
  world.webhooks.emit('TransactionCreated', transaction);
  return transaction;
}

function result({ id, state, created_at, completed_at }: Transaction): Reply {
  return ok({ id, state, created_at, ...(completed_at !== undefined && { completed_at }) });
}

function pay(world: World, body: unknown): Reply {
  const input = read(paySchema, body);
  const account = accountOf(world, input.account_id, input.currency);
  const counterparty = world.db.counterparties.get(input.receiver.counterparty_id);
  if (counterparty === undefined) throw notFound('Counterparty');
  const accounts = counterparty.accounts ?? [];
  if (accounts.length > 1 && input.receiver.account_id === undefined)
    throw plain(400, 3009, "Required 'receiver.account_id' is missing");
  checkNew(world, input.request_id);
  checkFunds(account, input.amount);
  // Pending until the bank at the other end has it: `pending` is not success.
  return result(
    record(world, {
      type: 'transfer',
      request_id: input.request_id,
      reference: input.reference,
      legs: [
        {
          account_id: account.id,
          amount: -input.amount,
          currency: input.currency,
          description: `To ${counterparty.name}`,
          counterparty: {
            id: counterparty.id,
            account_type: accounts.length > 0 ? 'external' : 'revolut',
            ...(accounts[0] !== undefined && { account_id: input.receiver.account_id ?? accounts[0].id }),
          },
        },
      ],
    }),
  );
}

function transfer(world: World, body: unknown): Reply {
  const input = read(transferSchema, body);
  const source = accountOf(world, input.source_account_id, input.currency);
  const target = accountOf(world, input.target_account_id, input.currency);
  checkNew(world, input.request_id);
  checkFunds(source, input.amount);
  const { id } = record(world, {
    type: 'transfer',
    request_id: input.request_id,
    reference: input.reference,
    legs: [
      {
        account_id: source.id,
        amount: -input.amount,
        currency: input.currency,
        description: 'To own pocket',
      },
      {
        account_id: target.id,
        amount: input.amount,
        currency: input.currency,
        description: 'From own pocket',
      },
    ],
  });
  return result(changeState(world, id, 'completed'));
}

/** Enough to tell currencies apart. */
export const rateBetween = (from: string, to: string): number | undefined => {
  const inEuro = new Map([
    ['EUR', 1],
    ['GBP', 1.25],
    ['USD', 0.8],
    ['CHF', 1],
  ]);
  const [a, b] = [inEuro.get(from), inEuro.get(to)];
  return a === undefined || b === undefined ? undefined : a / b;
};

function exchange(world: World, body: unknown): Reply {
  const { from, to, request_id, reference } = read(exchangeSchema, body);
  if ((from.amount === undefined) === (to.amount === undefined))
    throw plain(400, 3000, 'Exactly one of from.amount and to.amount must be provided');
  const source = accountOf(world, from.account_id, from.currency);
  const target = accountOf(world, to.account_id, to.currency);
  const rate = rateBetween(from.currency, to.currency);
  if (rate === undefined) throw plain(404, 3472, 'Exchange rate not found');
  checkNew(world, request_id);
  const sold = from.amount ?? major(Math.round(minor(to.amount ?? 0) / rate));
  const bought = to.amount ?? major(Math.round(minor(sold) * rate));
  checkFunds(source, sold);
  const { id } = record(world, {
    type: 'exchange',
    request_id,
    reference,
    legs: [
      {
        account_id: source.id,
        amount: -sold,
        currency: from.currency,
        bill_amount: bought,
        bill_currency: to.currency,
      },
      {
        account_id: target.id,
        amount: bought,
        currency: to.currency,
        bill_amount: sold,
        bill_currency: from.currency,
      },
    ],
  });
  return result(changeState(world, id, 'completed'));
}

function topUp(world: World, body: unknown): Reply {
  const input = read(topUpSchema, body);
  const account = accountOf(world, input.account_id, input.currency);
  const transaction = record(world, {
    type: 'topup',
    reference: input.reference,
    legs: [
      { account_id: account.id, amount: input.amount, currency: input.currency, description: 'Test top-up' },
    ],
  });
  return result(input.state === 'pending' ? transaction : changeState(world, transaction.id, input.state));
}

export const moveRoutes = (world: World): Route[] => [
  { method: 'POST', pattern: '/pay', scopes: ['READ', 'PAY'], answer: ({ body }) => pay(world, body) },
  {
    method: 'POST',
    pattern: '/transfer',
    scopes: ['READ', 'PAY'],
    answer: ({ body }) => transfer(world, body),
  },
  {
    method: 'POST',
    pattern: '/exchange',
    scopes: ['READ', 'PAY'],
    answer: ({ body }) => exchange(world, body),
  },
  {
    method: 'POST',
    pattern: '/sandbox/topup',
    scopes: ['WRITE'],
    only: 'sandbox',
    answer: ({ body }) => topUp(world, body),
  },
  {
    method: 'GET',
    pattern: '/rate',
    scopes: ['READ'],
    answer({ query }) {
      const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
      const value = Number(query.get('amount') ?? 1);
      const rate = rateBetween(from, to);
      if (rate === undefined) throw plain(404, 3472, 'Exchange rate not found');
      return ok({
        from: { amount: value, currency: from },
        to: { amount: major(Math.round(minor(value) * rate)), currency: to },
        rate,
        fee: { amount: 0, currency: from },
        rate_date: world.clock.instant(),
      });
    },
  },
];
