import {
  createFaults,
  type Faults,
  type FaultsOptions,
  seededRandom,
} from '@unified-sync/http-client/testing';
import { http, type RequestHandler } from 'msw';
import type { RevolutAuthOptions } from '../auth/revolut-auth.ts';
import { type Environment, hosts } from '../environment.ts';
import type { Account } from '../entities/account.ts';
import type { Transaction, TransactionState } from '../entities/transaction.ts';
import { createGrants, type Grants } from './auth/grants.ts';
import { testKeys } from './auth/test-keys.ts';
import { createResponder, type RequestRecord } from './http/respond.ts';
import { createThrottle } from './http/throttle.ts';
import { routesOf } from './routes/routes.ts';
import { changeState } from './routes/transactions.ts';
import { seedBusiness, type SeedOptions } from './seed-business.ts';
import { type Clock, createClock } from './store/clock.ts';
import { createDatabase, type Database } from './store/database.ts';
import { createIds } from './store/ids.ts';
import { stampOf, type World } from './store/world.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';

/** How a {@link RevolutServer} is made. */
export interface RevolutServerOptions {
  /** Expenses are in production alone, simulations in the sandbox alone. @default 'sandbox' */
  environment?: Environment;
  /** Root of the API, without a version. @default that of the environment */
  baseUrl?: string;
  /** The same seed and the same requests give the same ids. @default 1 */
  seed?: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Requests a minute for the whole business. @default 60 */
  rateLimit?: number;
  /** Seconds that an access token lives. @default 2399 */
  accessTokenLifetime?: number;
  /** What goes wrong by chance; see also `server.faults`. */
  faults?: Omit<FaultsOptions, 'seed'>;
  /** When the first try of a webhook leaves; later ones wait for `webhooks.flush`. @default 'immediate' */
  webhookMode?: 'immediate' | 'manual';
  /** Sends the webhooks. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
}

/** A stateful Revolut Business to test against. */
export interface RevolutServer {
  readonly environment: Environment;
  readonly baseUrl: string;
  /** For the client: an application with a grant that was given already. */
  readonly auth: RevolutAuthOptions & { refreshToken: string };
  /** For `setupServer(...server.handlers)` of msw. */
  readonly handlers: readonly RequestHandler[];
  /** Direct, typed access to what is stored. */
  readonly db: Database;
  readonly clock: Clock;
  /** Who may come in, and with which token. */
  readonly grants: Grants;
  readonly webhooks: Webhooks;
  /** What goes wrong with the next requests. */
  readonly faults: Faults;
  /** The last 10,000 requests that were answered. */
  readonly requests: readonly RequestRecord[];
  /** Requests a minute; may change. */
  rateLimit: number;
  /** Opens an account. @param balance Major units. */
  addAccount(account: { currency: string; balance: number; name?: string }): Account;
  /** Stores a transaction, past all rules; webhooks are told. */
  addTransaction(transaction: Partial<Transaction> & Pick<Transaction, 'legs'>): Transaction;
  /** What a bank does at the other end: completes, reverts, declines. Webhooks are told. */
  changeState(transactionId: string, state: TransactionState): Transaction;
  seedBusiness(options?: SeedOptions): void;
}

const requestsKept = 10_000;
const clientId = 'test-client-id';
const redirectUri = 'https://app.example.com/revolut/callback';

/**
 * Makes a mock of Revolut Business: it keeps state, and behaves and misbehaves as the real one does.
 *
 * @example
 * const server = createRevolutServer({ seed: 7 });
 * const msw = setupServer(...server.handlers);
 */
export function createRevolutServer(options: RevolutServerOptions = {}): RevolutServer {
  const { environment = 'sandbox', seed = 1, now = Date.now, webhookMode = 'immediate' } = options;
  const { baseUrl = hosts[environment].api, accessTokenLifetime = 2399 } = options;
  const random = seededRandom(seed);
  const clock = createClock(now);
  const createId = createIds(random);
  const webhooks = createWebhooks({
    clock,
    createId,
    mode: webhookMode,
    fetch: async (...call) => await (options.fetch ?? globalThis.fetch)(...call),
  });
  const world: World = { db: createDatabase(), clock, createId, webhooks, environment };
  const grants = createGrants({
    clock,
    random: seededRandom(seed + 1),
    clientId,
    redirectUri,
    accessTokenLifetime,
  });
  const faults = createFaults({ seed: seed + 2, ...options.faults });
  const requests: RequestRecord[] = [];
  const respond = createResponder({
    world,
    grants,
    routes: routesOf(world),
    throttle: createThrottle(clock.now, () => server.rateLimit),
    onAnswer(record) {
      requests.push(record);
      if (requests.length > requestsKept) requests.shift();
    },
  });
  const root = new URL(baseUrl).pathname.replace(/\/$/, '');
  const handler = http.all(
    `${baseUrl}/*`,
    async ({ request }) => await respond(request, new URL(request.url).pathname.slice(root.length)),
  );

  const server: RevolutServer = {
    environment,
    baseUrl,
    auth: {
      clientId,
      redirectUri,
      privateKey: testKeys().privateKey,
      refreshToken: grants.grant().refreshToken,
    },
    handlers: faults.inFrontOf([handler]),
    db: world.db,
    clock,
    grants,
    webhooks,
    faults,
    requests,
    rateLimit: options.rateLimit ?? 60,
    addAccount: ({ currency, balance, name = `${currency} account` }) =>
      world.db.accounts.insert({
        ...stampOf(world),
        name,
        balance,
        currency,
        state: 'active',
        public: false,
      }),
    addTransaction({ legs, ...given }) {
      const stamp = stampOf(world);
      const created_at = given.created_at ?? stamp.created_at;
      const transaction: Transaction = {
        type: 'card_payment',
        state: 'completed',
        ...stamp,
        ...given,
        created_at,
        updated_at: given.updated_at ?? created_at,
        legs,
      };
      world.db.transactions.insert(transaction);
      webhooks.emit('TransactionCreated', transaction);
      return transaction;
    },
    changeState: (id, state) => changeState(world, id, state),
    seedBusiness: (size) => seedBusiness(world, seededRandom(seed + 3), size),
  };
  return server;
}
