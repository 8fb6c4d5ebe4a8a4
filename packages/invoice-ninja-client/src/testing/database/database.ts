import type { Entities } from '../entities/entities.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { EntityName } from '../records/entity-data.ts';
import { createCollection, type Collection } from './collection.ts';

/** Direct access to every entity. */
export type Database = { readonly [Name in EntityName]: Collection<Name> };

export function createDatabase(
  installation: Installation,
  entities: Entities,
  companies: () => readonly Company[],
): Database {
  const collection = <Name extends EntityName>(name: Name): Collection<Name> =>
    createCollection(installation, entities[name], name, companies);
  return {
    clients: collection('clients'),
    invoices: collection('invoices'),
    payments: collection('payments'),
    expenses: collection('expenses'),
    products: collection('products'),
    vendors: collection('vendors'),
    quotes: collection('quotes'),
    credits: collection('credits'),
    recurring_invoices: collection('recurring_invoices'),
    projects: collection('projects'),
    tasks: collection('tasks'),
    webhooks: collection('webhooks'),
    documents: collection('documents'),
  };
}
