import type { Transaction, TransactionState } from '../../entities/transaction.ts';
import { microseconds } from '../../listing/instants.ts';
import { messageOnly, notFound, plain } from '../http/failure.ts';
import { limitOf, momentOf, newestFirst } from '../http/read.ts';
import { type ApiRequest, ok, type Route } from '../http/route.ts';
import type { World } from '../store/world.ts';
import { major, minor } from './minor.ts';

const requestIdWindow = 14n * 86_400_000_000n;

/** `to` is exclusive, `from` inclusive, both on `created_at`; there is no filter on changes. */
function list({ db, clock }: World, { query }: ApiRequest): Transaction[] {
  const from = momentOf(query, 'from');
  const to = momentOf(query, 'to');
  const count = limitOf(query, 'count', 100, 1000);
  const requestId = query.get('request_id');
  if (requestId !== null) {
    if (from === undefined) throw plain(400, 3009, "Required 'from' is missing");
    if ((to ?? BigInt(Math.floor(clock.now())) * 1000n) - from > requestIdWindow + 1_000_000n)
      throw plain(400, 3000, 'The time window must not be longer than 14 days');
  }
  const states = query.getAll('state');
  const type = query.get('type');
  const account = query.get('account');
  return newestFirst(db.transactions.all(), ({ created_at }) => created_at)
    .filter((row) => from === undefined || microseconds(row.created_at) >= from)
    .filter((row) => to === undefined || microseconds(row.created_at) < to)
    .filter((row) => states.length === 0 || states.includes(row.state))
    .filter((row) => type === null || row.type === type)
    .filter((row) => account === null || row.legs.some((leg) => leg.account_id === account))
    .filter((row) => requestId === null || row.request_id === requestId)
    .slice(0, count);
}

/** Moves the balances of a transaction that completes, or takes it back. */
function settle({ db, clock }: World, transaction: Transaction, direction: 1 | -1): Transaction['legs'] {
  return transaction.legs.map((leg) => {
    const account = db.accounts.get(leg.account_id);
    if (account === undefined) return leg;
    const balance = major(minor(account.balance) + direction * (minor(leg.amount) - minor(leg.fee ?? 0)));
    db.accounts.update(account.id, { balance, updated_at: clock.instant() });
    return { ...leg, balance };
  });
}

/** Changes the state, tells the webhooks, and moves the money where that is due. */
export function changeState(world: World, id: string, state: TransactionState): Transaction {
  const before = world.db.transactions.get(id);
  if (before === undefined) throw notFound('Transaction');
  const updated_at = world.clock.instant();
  let { legs } = before;
  if (state === 'completed') legs = settle(world, before, 1);
  if (state === 'reverted' && before.state === 'completed') legs = settle(world, before, -1);
  const change: Partial<Transaction> = { state, legs, updated_at };
  if (state === 'completed') change.completed_at = updated_at;
  if (state === 'declined' || state === 'failed') change.reason_code = 'internal_error';
  const after = world.db.transactions.update(id, change) ?? before;
  world.webhooks.emit('TransactionStateChanged', {
    id,
    request_id: before.request_id,
    old_state: before.state,
    new_state: state,
  });
  return after;
}

const endStates = new Map<string, TransactionState>([
  ['complete', 'completed'],
  ['revert', 'reverted'],
  ['decline', 'declined'],
  ['fail', 'failed'],
]);

export const transactionRoutes = (world: World): Route[] => [
  {
    method: 'GET',
    pattern: '/transactions',
    scopes: ['READ'],
    answer: (request) => ok(list(world, request)),
  },
  {
    // Singular, unlike the list.
    method: 'GET',
    pattern: '/transaction/:id',
    scopes: ['READ'],
    answer(_request, id = '') {
      const row = world.db.transactions.get(id);
      if (row === undefined) throw notFound('Transaction');
      return ok(row);
    },
  },
  {
    method: 'POST',
    pattern: '/sandbox/transactions/:id/:action',
    scopes: ['WRITE'],
    only: 'sandbox',
    answer(_request, id = '', action = '') {
      const state = endStates.get(action);
      const row = world.db.transactions.get(id);
      if (state === undefined || row === undefined) throw notFound('Transaction');
      if (row.state !== 'pending') throw messageOnly(422, `Transaction is already in state ${row.state}`);
      const { created_at, completed_at } = changeState(world, id, state);
      return ok({ id, state, created_at, ...(completed_at !== undefined && { completed_at }) });
    },
  },
];
