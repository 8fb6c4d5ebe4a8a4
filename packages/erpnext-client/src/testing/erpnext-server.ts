import {
  createFaults,
  type Faults,
  type FaultsOptions,
  seededRandom,
} from '@unified-sync/http-client/testing';
import { http, HttpResponse, type RequestHandler } from 'msw';
import { type MockDocType, standardDocTypes } from './doctype.ts';
import { errorBody, FrappeError } from './frappe-error.ts';
import { answerApi, type Site } from './routes.ts';
import { createSiteClock } from './site-clock.ts';
import type { SiteVersion } from './site-version.ts';
import { createStore, type Fields, type Store } from './store.ts';
import { storeUpload } from './upload.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** How the mock is made. */
export interface ErpnextServerOptions {
  /** @default 'https://erp.test' */
  baseUrl?: string;
  /** Which Frappe it is. @default '15.82' */
  version?: SiteVersion;
  /** Time zone of the site. @default 'Europe/Berlin' */
  timeZone?: string;
  /** @default 'test-key' */
  apiKey?: string;
  /** @default 'test-secret' */
  apiSecret?: string;
  /** The same seed gives the same names and orders. @default 1 */
  seed?: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Sends webhooks. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Waits between the tries of a webhook. @default not at all */
  sleep?: (milliseconds: number) => Promise<void>;
  /** Milliseconds until a webhook's receiver counts as timed out. @default 5000 */
  webhookTimeout?: number;
  /** DocTypes beyond the standard ones. @default none */
  docTypes?: readonly MockDocType[];
  faults?: FaultsOptions;
}

/** A stateful Frappe site to test against. */
export interface ErpnextServer {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly timeZone: string;
  /** For `setupServer(...server.handlers)` of msw. */
  readonly handlers: readonly RequestHandler[];
  /** The tables, with Frappe's rules: what somebody at the desk does. */
  readonly db: Store;
  readonly webhooks: Webhooks;
  /** What goes wrong with the next requests. */
  readonly faults: Faults;
}

/**
 * Makes a mock of a Frappe site with ERPNext: it keeps state, and behaves and misbehaves as the real one does.
 *
 * @example
 * const server = createErpnextServer({ version: '15.44' });
 * const msw = setupServer(...server.handlers);
 */
export function createErpnextServer(options: ErpnextServerOptions = {}): ErpnextServer {
  const {
    baseUrl = 'https://erp.test',
    version = '15.82',
    timeZone = 'Europe/Berlin',
    seed = 1,
    now = Date.now,
  } = options;
  const { apiKey = 'test-key', apiSecret = 'test-secret' } = options;
  const webhooks = createWebhooks({
    store: () => db,
    fetch: async (...call) => await (options.fetch ?? globalThis.fetch)(...call),
    sleep: options.sleep ?? (async () => undefined),
    timeout: options.webhookTimeout ?? 5_000,
  });
  const clock = createSiteClock(timeZone, now);
  const docTypes = [...standardDocTypes, ...(options.docTypes ?? [])];
  const db = createStore(clock, docTypes, seededRandom(seed), (...event) => webhooks.emit(...event));
  const site: Site = { store: db, version, zone: timeZone, random: seededRandom(seed + 1) };
  const faults = createFaults({ seed: seed + 2, ...options.faults });
  const credentials = new Set([
    `token ${apiKey}:${apiSecret}`,
    `basic ${btoa(`${apiKey}:${apiSecret}`)}`,
    `bearer ${apiSecret}`,
  ]);

  async function respond(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, prefix, ...parts] = url.pathname.split('/').map(decodeURIComponent);
    const isV2 = parts[0] === 'v2' && version !== '14.0';
    try {
      if (prefix !== 'api') throw new FrappeError('DoesNotExistError', 'Page not found');
      const segments = (isV2 || parts[0] === 'v1' ? parts.slice(1) : parts).filter((part) => part !== '');
      checkAccess(request, segments, credentials);
      if (segments.join('/') === 'method/upload_file') {
        const file = storeUpload(await request.formData());
        return HttpResponse.json(isV2 ? { data: file } : { message: file });
      }
      const body = await jsonBody(request);
      const answer = answerApi(site, {
        method: request.method,
        segments,
        query: url.searchParams,
        body,
        isV2,
      });
      return Response.json(answer.body, { status: answer.status ?? 200 });
    } catch (error) {
      if (!(error instanceof FrappeError)) throw error;
      // werkzeug's own errors are pages, whatever was asked for.
      if (error.status === 405)
        return new Response(`<!doctype html>\n<title>405 Method Not Allowed</title>`, {
          status: 405,
          headers: { 'content-type': 'text/html' },
        });
      return Response.json(errorBody(error, isV2), { status: error.status });
    }
  }

  return {
    baseUrl,
    apiKey,
    apiSecret,
    timeZone,
    db,
    webhooks,
    faults,
    handlers: faults.inFrontOf([http.all(`${baseUrl}/*`, async ({ request }) => await respond(request))]),
  };
}

function checkAccess(request: Request, segments: readonly string[], credentials: ReadonlySet<string>): void {
  const [kind, method] = segments;
  if (kind === 'method' && (method === 'ping' || method === 'frappe.client.get_time_zone')) return;
  const header = request.headers.get('authorization');
  if (header === null) throw new FrappeError('PermissionError', 'Not permitted');
  const [scheme = '', ...rest] = header.split(' ');
  if (!credentials.has(`${scheme.toLowerCase()} ${rest.join(' ')}`))
    throw new FrappeError('AuthenticationError', 'Authentication failed');
}

async function jsonBody(request: Request): Promise<Fields> {
  const text = await request.text();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    throw new FrappeError('JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)', 500);
  }
}
