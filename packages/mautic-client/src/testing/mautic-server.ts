import { createFaults, type Faults, type FaultsOptions } from '@unified-sync/http-client/testing';
import { http, type RequestHandler } from 'msw';
import { newContact, saveContact } from './behaviour/save-contact.ts';
import { createContactRoutes } from './http/contact-routes.ts';
import { createDoor } from './http/door.ts';
import { createEmailRoutes, type SentEmail } from './http/email-routes.ts';
import { phpQuery } from './http/php-query.ts';
import { createPlainRoutes } from './http/plain-routes.ts';
import { type ApiCall, crash, doorRefusal, ok, type Reply } from './http/reply.ts';
import { statsReply } from './http/stats-routes.ts';
import { createThrottle } from './http/throttle.ts';
import { listReply } from './http/list.ts';
import { createOAuthServer, type OAuthClient, type OAuthServer } from './oauth/oauth-server.ts';
import type { ContactRow } from './store/rows.ts';
import { createStore, type FieldDefinition, type PlainKind, plainKinds, type Store } from './store/store.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';

export interface MauticServerOptions {
  /** @default 'https://mautic.test' */
  baseUrl?: string;
  username?: string;
  password?: string;
  /** API credentials for OAuth. @default `1_client` with `client-secret`, created by an admin */
  oauthClient?: OAuthClient;
  /** Real installations start with false. @default true */
  apiEnabled?: boolean;
  /** Real installations start with false. @default true */
  basicAuthEnabled?: boolean;
  /** Calls an hour; 0 is no limit, as in a fresh installation. @default 0 */
  rateLimit?: number;
  /** Minutes that `default_timezone` is ahead of UTC. @default 0 */
  offsetMinutes?: number;
  /** Custom fields of contacts beside the usual ones. @default none */
  customFields?: readonly FieldDefinition[];
  /** @default 'immediate' */
  webhookMode?: 'immediate' | 'queue';
  /** Sends the webhooks. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** @default Date.now */
  now?: () => number;
  faults?: FaultsOptions;
}

/** A request that the server answered. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query, e.g. `/api/contacts?limit=100`. */
  readonly url: string;
  readonly status: number;
}

/** A stateful Mautic 5 to test against. */
export interface MauticServer {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly oauthClient: OAuthClient;
  /** For `setupServer(...server.handlers)` of msw. */
  readonly handlers: readonly RequestHandler[];
  /** What is stored, to be read and changed past all rules. */
  readonly store: Store;
  /** Adds a contact as an import would: without a word to webhooks. */
  addContact(fields: Readonly<Record<string, unknown>>): ContactRow;
  /** E-mails that went out. */
  readonly sentEmails: readonly SentEmail[];
  /** The next e-mails to this contact fail, with 200. */
  failEmailsTo(contactId: number, message: string): void;
  readonly oauth: OAuthServer;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly requests: readonly RequestRecord[];
}

/**
 * Makes a mock of Mautic 5: it keeps state, and behaves and misbehaves as the real one does.
 *
 * @example
 * const server = createMauticServer();
 * const msw = setupServer(...server.handlers);
 */
export function createMauticServer(options: MauticServerOptions = {}): MauticServer {
  const { baseUrl = 'https://mautic.test', username = 'admin', password = 'mautic-password' } = options;
  const { now = Date.now, offsetMinutes = 0 } = options;
  const { oauthClient = { clientId: '1_client', clientSecret: 'client-secret' } } = options;
  const store = createStore(now, options.customFields ?? []);
  const oauth = createOAuthServer(oauthClient, now);
  const webhooks = createWebhooks({
    store,
    mode: options.webhookMode ?? 'immediate',
    fetch: async (...call) => await (options.fetch ?? globalThis.fetch)(...call),
    siteUrl: baseUrl,
  });
  const contacts = createContactRoutes({
    store,
    offsetMinutes,
    emit: (event, item) => webhooks.emit(event, item),
  });
  const sentEmails: SentEmail[] = [];
  const failing = new Map<number, string>();
  const sendEmail = createEmailRoutes({
    store,
    findContact: contacts.find,
    sent: sentEmails,
    sendFailure: (id) => failing.get(id),
  });
  const door = createDoor({
    apiEnabled: options.apiEnabled ?? true,
    basicAuthEnabled: options.basicAuthEnabled ?? true,
    username,
    password,
    oauth,
    throttle: createThrottle(options.rateLimit ?? 0, now),
  });
  const faults = createFaults(options.faults);
  const requests: RequestRecord[] = [];

  function submissions(formId: number, call: ApiCall): Reply {
    return listReply(call.query, {
      listKey: 'submissions',
      shape: 'array',
      isRawSql: true,
      rows: store.submissions.all().filter((row) => row['formId'] === formId),
      column: (row, name) => row[name],
      columns: new Set(['id']),
      present: ({ formId: id, ...row }) => ({ ...row, form: { id } }),
    });
  }

  function route(call: ApiCall): Reply | undefined {
    const [first = '', second = '', third] = call.path;
    if (first === 'contacts') return contacts.answer({ ...call, path: call.path.slice(1) });
    if (first === 'stats') return statsReply(store, { ...call, path: call.path.slice(1) });
    if (first === 'forms' && third === 'submissions') return submissions(Number(second), call);
    if (first === 'hooks' && second === 'triggers')
      return ok({ triggers: { 'mautic.lead_post_save_new': { label: 'Contact Identified Event' } } });
    if (first === 'emails') {
      const reply = sendEmail({ ...call, path: call.path.slice(1) });
      if (reply !== undefined) return reply;
    }
    const depth = first === 'fields' ? 2 : 1;
    const kind = call.path.slice(0, depth).join('/');
    if (!isPlainKind(kind)) return undefined;
    return createPlainRoutes(store, kind, offsetMinutes)({ ...call, path: call.path.slice(depth) });
  }

  async function answer(request: Request): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length).split('/').slice(1);
    if (path.join('/') === 'oauth/v2/token') return oauth.token(new URLSearchParams(await request.text()));
    if (path[0] !== 'api')
      return { status: 404, body: '<html>Page not found</html>', contentType: 'text/html' };
    const refused = door(request.headers);
    if (refused !== undefined) return refused;
    const text = await request.text();
    let json: unknown;
    try {
      json = text === '' ? {} : JSON.parse(text);
    } catch {
      return crash();
    }
    const call = {
      method: request.method,
      path: path.slice(1).map(decodeURIComponent),
      query: phpQuery(searchParams),
      json,
    };
    return route(call) ?? doorRefusal(404, `No route found for "${request.method} ${pathname}"`, 'not_found');
  }

  return {
    baseUrl,
    username,
    password,
    oauthClient,
    store,
    sentEmails,
    oauth,
    webhooks,
    faults,
    requests,
    addContact: (fields) => saveContact(store, newContact(store), fields, 'PUT').row,
    failEmailsTo: (contactId, message) => failing.set(contactId, message),
    handlers: faults.inFrontOf([
      http.all(`${baseUrl}/*`, async ({ request }) => {
        const reply = await answer(request);
        const { pathname, search } = new URL(request.url);
        requests.push({ method: request.method, url: `${pathname}${search}`, status: reply.status });
        return respond(reply, now());
      }),
    ]),
  };
}

const isPlainKind = (kind: string): kind is PlainKind => Object.hasOwn(plainKinds, kind);

function respond({ status, body, contentType = 'application/json', headers }: Reply, now: number): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: {
      'Mautic-Version': '5.1.0',
      Date: new Date(now).toUTCString(),
      ...headers,
      'Content-Type': contentType,
    },
  });
}
