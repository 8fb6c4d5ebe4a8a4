import { createErpnextClient } from '@unified-sync/erpnext-client';
import { createInvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import { createMauticClient } from '@unified-sync/mautic-client';
import { createRevolutClient } from '@unified-sync/revolut-client';
import { createRevolutServer } from '@unified-sync/revolut-client/testing';
import type { Provider } from './providers.ts';

/** A client at work: one record by its id, and all of them. */
export interface Subject {
  get(): Promise<unknown>;
  list(): AsyncIterable<unknown>;
  /** Path of `get` on the server, for whoever does the same by hand. */
  path: string;
  /** What the client sets as its credentials. */
  credentials: Readonly<Record<string, string>>;
}

export const apiKey = 'bench-key';
export const apiSecret = 'bench-secret';
const token = 'bench-token';
/** Revolut's client has a budget of its own, which would wait. */
const noBudget = { take: async () => undefined, pause: () => undefined };

const makers: Record<Provider, (baseUrl: string) => Subject> = {
  'invoice-ninja'(baseUrl) {
    const { invoices } = createInvoiceNinjaClient({ baseUrl, token });
    return {
      get: async () => await invoices.get('VolejRejNm'),
      list: () => invoices.list(),
      path: '/api/v1/invoices/VolejRejNm',
      credentials: { 'x-api-token': token, 'x-requested-with': 'XMLHttpRequest' },
    };
  },
  revolut(baseUrl) {
    const { auth } = createRevolutServer();
    const root = `${baseUrl}/api`;
    const options = { environment: 'sandbox', auth, baseUrl: root, budget: noBudget } as const;
    const { transactions } = createRevolutClient(options);
    return {
      get: async () => await transactions.get('row-000000'),
      list: () => transactions.list(),
      path: '/api/1.0/transaction/row-000000',
      credentials: { authorization: 'Bearer oa_sand_bench' },
    };
  },
  erpnext(baseUrl) {
    const auth = { type: 'token', apiKey, apiSecret } as const;
    const invoices = createErpnextClient({ baseUrl, auth, apiVersion: 'v2' }).documents('Sales Invoice');
    return {
      get: async () => await invoices.get('ACC-SINV-000000'),
      list: () => invoices.list(),
      path: '/api/v2/document/Sales%20Invoice/ACC-SINV-000000',
      credentials: { authorization: `token ${apiKey}:${apiSecret}` },
    };
  },
  mautic(baseUrl) {
    const { contacts } = createMauticClient({
      baseUrl,
      auth: { kind: 'basic', username: apiKey, password: apiSecret },
    });
    return {
      get: async () => await contacts.get(1),
      list: () => contacts.list(),
      path: '/api/contacts/1',
      credentials: { authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}` },
    };
  },
};

/** Makes the client of a provider at this address. */
export const subjectOf = (provider: Provider, baseUrl: string): Subject => makers[provider](baseUrl);
