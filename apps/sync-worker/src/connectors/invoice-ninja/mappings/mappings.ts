import { clientsMapping } from './clients.ts';
import { contactsMapping } from './contacts.ts';
import { expensesMapping } from './expenses.ts';
import { invoicesMapping } from './invoices.ts';
import { paymentsMapping } from './payments.ts';
import { productsMapping } from './products.ts';
import { quotesMapping } from './quotes.ts';
import type { StreamScope } from './stream.ts';

/** All mappings of one connection, by what they map. */
export const ninjaMappings = (scope: StreamScope) => ({
  clients: clientsMapping(scope),
  contacts: contactsMapping(scope),
  products: productsMapping(scope),
  quotes: quotesMapping(scope),
  invoices: invoicesMapping(scope),
  payments: paymentsMapping(scope),
  expenses: expensesMapping(scope),
});

export type NinjaMappings = ReturnType<typeof ninjaMappings>;
