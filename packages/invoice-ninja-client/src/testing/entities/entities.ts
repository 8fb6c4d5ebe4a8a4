import type { EntityData, EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import { clients } from './clients.ts';
import { credits } from './credits.ts';
import { documents } from './documents.ts';
import type { Entity } from './entity.ts';
import { expenses } from './expenses.ts';
import { invoices } from './invoices.ts';
import { payments } from './payments.ts';
import { products } from './products.ts';
import { projects } from './projects.ts';
import { quotes } from './quotes.ts';
import { recurringInvoices } from './recurring-invoices.ts';
import { tasks } from './tasks.ts';
import { vendors } from './vendors.ts';
import { webhooks } from './webhooks.ts';

/** Every entity of the API, by the name of its route. */
export type Entities = { readonly [Name in EntityName]: Entity<EntityData[Name]> };

export function createEntities(installation: Installation): Entities {
  return {
    clients: clients(installation),
    invoices: invoices(installation),
    payments: payments(installation),
    expenses: expenses(installation),
    products: products(installation),
    vendors: vendors(installation),
    quotes: quotes(installation),
    credits: credits(installation),
    recurring_invoices: recurringInvoices(installation),
    projects: projects(installation),
    tasks: tasks(installation),
    webhooks: webhooks(installation),
    documents: documents(installation),
  };
}
