import { clientInvoices } from './collections/client-invoices.ts';
import { companies } from './collections/companies.ts';
import { expenses } from './collections/expenses.ts';
import { ownerCompanies } from './collections/owner-companies.ts';
import { payments } from './collections/payments.ts';
import { people } from './collections/people.ts';
import { products } from './collections/products.ts';
import { quotes } from './collections/quotes.ts';
import { syncFindings } from './collections/sync-findings.ts';
import { syncRuns } from './collections/sync-runs.ts';

/** All our collections: the source of the item types and of what is created in Directus. */
export const collections = {
  owner_companies: ownerCompanies,
  companies,
  people,
  products,
  quotes,
  client_invoices: clientInvoices,
  payments,
  expenses,
  sync_findings: syncFindings,
  sync_runs: syncRuns,
} as const;

/** Our name of a collection; a user's Directus may have another one for it. */
export type CollectionName = keyof typeof collections;

/** Our names of a collection's fields, its key `id` apart. */
export type FieldName<Name extends CollectionName> = keyof (typeof collections)[Name]['fields'] & string;

/** True for our own name of a collection. */
export const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(collections, name);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the object above, and no others
export const collectionNames = Object.keys(collections) as CollectionName[];
