import { type ClientOptions, createHttpClient, type HttpClient } from '@unified-sync/http-client';
import type { CallOptions, NinjaApi } from './api.ts';
import { apiRoot } from './api-root.ts';
import type { Statics } from './entities/statics.ts';
import { mapError } from './map-error.ts';
import { type ClientsResource, createClients } from './resources/clients.ts';
import { type CompanyResource, createCompany, type Ping, ping, statics } from './resources/company.ts';
import { createCredits, type CreditsResource } from './resources/credits.ts';
import { createDocuments, type DocumentsResource } from './resources/documents.ts';
import { createExpenses, type ExpensesResource } from './resources/expenses.ts';
import { createInvoices, type InvoicesResource } from './resources/invoices.ts';
import { createPayments, type PaymentsResource } from './resources/payments.ts';
import { createProducts, type ProductsResource } from './resources/products.ts';
import { createProjects, type ProjectsResource } from './resources/projects.ts';
import { createQuotes, type QuotesResource } from './resources/quotes.ts';
import { createRecurringInvoices, type RecurringInvoicesResource } from './resources/recurring-invoices.ts';
import { createTasks, type TasksResource } from './resources/tasks.ts';
import { createVendors, type VendorsResource } from './resources/vendors.ts';
import { createWebhooks, type WebhooksResource } from './resources/webhooks.ts';
import { createServerClock } from './server-clock.ts';

export interface InvoiceNinjaClientOptions extends ClientOptions {
  /** Root of the host, e.g. `https://invoicing.co`; `/api/v1` is added where it is missing. */
  baseUrl: string;
  /** API token of one user in one company (Settings, Account Management, API Tokens). */
  token: string;
  /** The user's password, for the routes that ask for it again: deleting a document. @default none */
  password?: string;
}

/** A client of one company of one Invoice Ninja v5. */
export interface InvoiceNinjaClient {
  clients: ClientsResource;
  invoices: InvoicesResource;
  payments: PaymentsResource;
  expenses: ExpensesResource;
  products: ProductsResource;
  vendors: VendorsResource;
  quotes: QuotesResource;
  credits: CreditsResource;
  recurringInvoices: RecurringInvoicesResource;
  projects: ProjectsResource;
  tasks: TasksResource;
  webhooks: WebhooksResource;
  documents: DocumentsResource;
  company: CompanyResource;
  /** Gives the tables behind the numeric ids: countries, currencies, payment types and so on. */
  statics(options?: CallOptions): Promise<Statics>;
  /** Tells whom the token belongs to. */
  ping(options?: CallOptions): Promise<Ping>;
  /** For whatever this client has no method: same credentials, retries and errors. */
  http: HttpClient;
}

/**
 * Makes a client.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const ninja = createInvoiceNinjaClient({ baseUrl: 'https://invoicing.co', token });
 * const invoice = await ninja.invoices.get('VolejRejNm');
 */
export function createInvoiceNinjaClient(options: InvoiceNinjaClientOptions): InvoiceNinjaClient {
  const { baseUrl, token, password, ...clientOptions } = options;
  for (const [name, value] of Object.entries({ token, password: password ?? 'none' }))
    if (typeof value !== 'string' || value.trim() === '' || (name === 'token' && /[^\x21-\x7e]/.test(value)))
      throw new TypeError(
        `${name}: expected text${name === 'token' ? ' without spaces' : ''}, got ${value === '' ? 'none' : 'something else'}.`,
      );

  const clock = createServerClock(clientOptions);
  const http = createHttpClient({
    ...clientOptions,
    around: clock.around,
    provider: 'invoice-ninja',
    baseUrl: apiRoot(baseUrl),
    secrets: password === undefined ? [token] : [token, password],
    mapError,
    authorize(headers) {
      headers.set('X-API-TOKEN', token);
      // Without it, or an Accept of JSON, errors come as redirects and HTML pages.
      headers.set('X-Requested-With', 'XMLHttpRequest');
    },
  });
  const api: NinjaApi = { http, clock, passwordHeaders: passwordHeaders(password) };

  return {
    clients: createClients(api),
    invoices: createInvoices(api),
    payments: createPayments(api),
    expenses: createExpenses(api),
    products: createProducts(api),
    vendors: createVendors(api),
    quotes: createQuotes(api),
    credits: createCredits(api),
    recurringInvoices: createRecurringInvoices(api),
    projects: createProjects(api),
    tasks: createTasks(api),
    webhooks: createWebhooks(api),
    documents: createDocuments(api),
    company: createCompany(api),
    statics: async (call = {}) => await statics(api, call),
    ping: async (call = {}) => await ping(api, call),
    http,
  };
}

/** Base64, because a header cannot carry every character of a password. */
function passwordHeaders(password: string | undefined): Record<string, string> {
  if (password === undefined) return {};
  return { 'X-API-PASSWORD-BASE64': btoa(String.fromCodePoint(...new TextEncoder().encode(password))) };
}
