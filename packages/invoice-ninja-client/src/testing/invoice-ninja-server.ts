import {
  createFaults,
  seededRandom,
  type Faults,
  type FaultsOptions,
} from '@unified-sync/http-client/testing';
import { http, type RequestHandler } from 'msw';
import { createDatabase, type Database } from './database/database.ts';
import { createEntities } from './entities/entities.ts';
import { createResponder, type RequestRecord } from './http/responder.ts';
import { createRouter } from './http/route.ts';
import { routesOf } from './http/routes.ts';
import { createThrottle } from './http/throttle.ts';
import { createAccess, type Access } from './store/access.ts';
import type { Clock } from './store/clock.ts';
import type { Company, CompanyOptions } from './store/company.ts';
import { createInstallation } from './store/create-installation.ts';

/** How an {@link InvoiceNinjaServer} is made. */
export interface InvoiceNinjaServerOptions {
  /** Root of the installation, without `/api/v1`. @default 'https://invoicing.test' */
  baseUrl?: string;
  /** What callers send as `X-API-TOKEN`. @default 'test-token' */
  token?: string;
  /** The same seed and the same requests give the same answers, byte for byte. @default 1 */
  seed?: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Milliseconds that the server's clock is ahead of `now`; may change later by `server.clock.skew`. @default 0 */
  clockSkew?: number;
  /** The company that the token belongs to. */
  company?: CompanyOptions;
  /**
   * True: as invoicing.co, with 500 requests a minute and address, and its own words. False: as a
   * self-hosted one, which has no limit. @default false
   */
  hosted?: boolean;
  /**
   * Rows come in an order of their own wherever no order is asked for, and in another one for the next
   * page. False: by their numbers, as MySQL does most of the time. @default true
   */
  unstableOrder?: boolean;
  /** What goes wrong by chance; see also `server.faults`. */
  faults?: Omit<FaultsOptions, 'seed'>;
}

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

export function createInvoiceNinjaServer(options: InvoiceNinjaServerOptions = {}): InvoiceNinjaServer {
  const {
    baseUrl = 'https://invoicing.test',
    token = 'test-token',
    seed = 1,
    now = Date.now,
    hosted = false,
  } = options;
  const random = seededRandom(seed);
  const access = createAccess(now);
  const company = access.addCompany({ ...options.company, token });
  const installation = createInstallation({
    baseUrl,
    random,
    now,
    companies: access.companies,
    emit: () => undefined,
  });
  const { clock } = installation;
  clock.skew = options.clockSkew ?? 0;
  const entities = createEntities(installation);
  const shake = (options.unstableOrder ?? true) ? seededRandom(seed + 1) : undefined;
  const throttle = hosted ? createThrottle(clock, hostedLimit) : undefined;
  const requests: RequestRecord[] = [];
  const respond = createResponder({
    clock,
    throttle,
    door: {
      match: createRouter(routesOf({ installation, entities, shake })),
      principal: access.principal,
      isThrottled: (address) => throttle?.isExceeded(address) ?? false,
      hosted,
    },
    onAnswer(record) {
      requests.push(record);
      if (requests.length > requestsKept) requests.shift();
    },
  });
  const faults = createFaults({ seed: seed + 2, ...options.faults });

  return {
    baseUrl,
    token,
    company,
    clock,
    faults,
    requests,
    handlers: faults.inFrontOf([http.all(`${baseUrl}/*`, async ({ request }) => await respond(request))]),
    db: createDatabase(installation, entities, () => [...access.companies.values()]),
    addCompany: access.addCompany,
    addToken: access.addToken,
    revokeToken: access.revokeToken,
  };
}
