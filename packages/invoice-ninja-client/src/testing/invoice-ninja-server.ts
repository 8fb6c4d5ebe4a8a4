import { createFaults, seededRandom, type Faults } from '@unified-sync/http-client/testing';
import { http, type RequestHandler } from 'msw';
import { createDatabase, type Database } from './database/database.ts';
import { createEntities } from './entities/entities.ts';
import { createResponder, type RequestRecord } from './http/responder.ts';
import { createRouter } from './http/route.ts';
import { routesOf } from './http/routes.ts';
import { createThrottle } from './http/throttle.ts';
import { encodeId } from './ids.ts';
import { createPageHooks, type PageDriftOptions, type PageHook } from './person/page-hooks.ts';
import { createPerson, type Person } from './person/person.ts';
import { seedCompany } from './seed/seed-company.ts';
import type { SeedOptions } from './seed/seed.ts';
import type { InvoiceNinjaServerOptions } from './server-options.ts';
import { createAccess, type Access } from './store/access.ts';
import type { Clock } from './store/clock.ts';
import type { Company, Principal } from './store/company.ts';
import { createInstallation } from './store/create-installation.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';

/** A stateful Invoice Ninja v5 to test against. */
export interface InvoiceNinjaServer {
  readonly baseUrl: string;
  readonly token: string;
  /** For `setupServer(...server.handlers)` of msw. */
  readonly handlers: readonly RequestHandler[];
  /** Direct, typed access to what is stored. */
  readonly db: Database;
  /** The company of `token`; its settings may be changed. */
  readonly company: Company;
  readonly clock: Clock;
  /** Somebody who works in the web page meanwhile. */
  readonly person: Person;
  /** What was sent to subscribers, and what goes wrong with it. */
  readonly webhooks: Webhooks;
  /** Fills the company with clients, invoices, payments and the rest. */
  readonly seedCompany: (options?: SeedOptions) => void;
  /** Calls the hook after each page of a list. Gives a function that ends it. */
  readonly onPage: (hook: PageHook) => () => void;
  /** Edits records at random after each page of a list. Gives a function that ends it. */
  readonly driftPages: (options: PageDriftOptions) => () => void;
  /** What goes wrong with the next requests. */
  readonly faults: Faults;
  /** The last 10,000 requests that were answered. */
  readonly requests: readonly RequestRecord[];
  readonly addCompany: Access['addCompany'];
  readonly addToken: Access['addToken'];
  readonly revokeToken: Access['revokeToken'];
}

const requestsKept = 10_000;
const hostedLimit = 500;

/**
 * Makes a mock of Invoice Ninja v5: it keeps state, and behaves and misbehaves as the real one does.
 *
 * @example
 * const server = createInvoiceNinjaServer({ seed: 7 });
 * const msw = setupServer(...server.handlers);
 */
export function createInvoiceNinjaServer(options: InvoiceNinjaServerOptions = {}): InvoiceNinjaServer {
  const { baseUrl = 'https://invoicing.test', token = 'test-token', seed = 1, now = Date.now } = options;
  const access = createAccess(now);
  const company = access.addCompany({ ...options.company, token });
  const installation = createInstallation({
    baseUrl,
    random: seededRandom(seed),
    now,
    companies: access.companies,
    emit: (entity, event, row) => webhooks.emit(entity, event, row),
  });
  const { clock, tables } = installation;
  clock.skew = options.clockSkew ?? 0;
  const entities = createEntities(installation);
  const webhooks = createWebhooks({
    installation,
    entities: () => entities,
    fetch: async (...call) => await (options.fetch ?? globalThis.fetch)(...call),
    random: seededRandom(seed + 3),
    mode: options.webhookMode ?? 'immediate',
    chaos: options.webhookChaos ?? {},
  });
  const shake = (options.unstableOrder ?? true) ? seededRandom(seed + 1) : undefined;
  const onPage: PageHook = (entity, page) => pages.afterPage(entity, page);
  const match = createRouter(routesOf({ installation, entities, webhooks, shake, onPage }));
  const owner: Principal = {
    company,
    userId: encodeId(1),
    isAdmin: true,
    permissions: new Set(),
    state: 'active',
  };
  const person = createPerson({
    match,
    principal: owner,
    today: () => clock.today(company.utcOffset),
    tables,
  });
  const pages = createPageHooks({ person, random: seededRandom(seed + 4), tables, companyKey: company.key });
  const faults = createFaults({ seed: seed + 2, ...options.faults });
  const requests: RequestRecord[] = [];
  const respond = createResponder({
    clock,
    match,
    principal: access.principal,
    throttle: options.hosted === true ? createThrottle(clock, hostedLimit) : undefined,
    onAnswer(record) {
      requests.push(record);
      if (requests.length > requestsKept) requests.shift();
    },
  });

  return {
    baseUrl,
    token,
    company,
    clock,
    person,
    webhooks,
    onPage: pages.onPage,
    driftPages: pages.driftPages,
    seedCompany: (size) => seedCompany({ installation, entities, principal: owner }, size),
    faults,
    requests,
    handlers: faults.inFrontOf([http.all(`${baseUrl}/*`, async ({ request }) => await respond(request))]),
    db: createDatabase(installation, entities, () => [...access.companies.values()]),
    addCompany: access.addCompany,
    addToken: access.addToken,
    revokeToken: access.revokeToken,
  };
}
