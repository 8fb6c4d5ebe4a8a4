import type { ApiRequest } from '../http/api-request.ts';
import { planClients } from './clients.ts';
import { planExpenses, planVendors } from './expenses.ts';
import { planInvoices } from './invoices.ts';
import { planPayments } from './payments.ts';
import { planProducts } from './products.ts';
import type { Seed, SeedOptions, SeedTarget } from './seed.ts';
import { createTimeline } from './timeline.ts';

const years = 3;

/**
 * Lets a company of this size live through three years: invoices are drafted, sent, paid in parts, refunded,
 * cancelled, reversed, archived and deleted by the same code that answers requests, so that every balance is
 * right. The same seed of the server gives the same company, byte for byte.
 */
export function seedCompany(
  { installation, entities, principal }: SeedTarget,
  options: SeedOptions = {},
): void {
  const size: Required<SeedOptions> = {
    clients: 1000,
    invoices: 5000,
    payments: 4000,
    products: 500,
    expenses: 1000,
    until: new Date(Date.UTC(2026, 0, 1)),
    ...options,
  };
  const end = size.until.getTime();
  const start = end - years * 365 * 86_400_000;
  const timeline = createTimeline(end);
  const request: ApiRequest = {
    method: 'POST',
    path: [],
    query: new URLSearchParams(),
    input: {},
    files: [],
    headers: new Headers(),
    principal,
    address: 'seed',
  };
  const seed: Seed = {
    installation,
    entities,
    request,
    timeline,
    size,
    start,
    end,
    clientIds: [],
    invoiceIds: [],
    vendorIds: [],
  };
  planProducts(seed);
  planVendors(seed);
  planClients(seed);
  planPayments(seed, planInvoices(seed));
  planExpenses(seed);
  timeline.run(installation.clock);
}
