import { defineModel, type Model } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { clientInvoicesAuthority } from './client-invoices.ts';
import { companiesAuthority } from './companies.ts';
import { expensesAuthority } from './expenses.ts';
import { paymentsAuthority } from './payments.ts';
import { peopleAuthority } from './people.ts';
import { productsAuthority } from './products.ts';
import { quotesAuthority } from './quotes.ts';

/** The mappings of all connections, by provider. */
export interface ConnectedMappings {
  readonly invoiceNinja: readonly NinjaMappings[];
}

/** How long the hub works on a request, at most: milliseconds. */
export interface HubTimes {
  readonly longestRequest: number;
}

/**
 * The model that the engine works by: all collections that the connections map, and who decides each field.
 *
 * @throws {ModelError} naming every mistake.
 */
export function buildModel(connected: ConnectedMappings, hub?: HubTimes): Model {
  const model = modelOf(connected);
  if (hub === undefined) return model;
  const collections = Object.entries(model.collections).map(([name, one]) => [name, { ...one, ...hub }]);
  return { ...model, collections: Object.fromEntries(collections) };
}

function modelOf({ invoiceNinja }: ConnectedMappings): Model {
  if (invoiceNinja.length === 0) return defineModel([]);
  return defineModel([
    companiesAuthority(invoiceNinja.map(({ clients }) => clients)),
    peopleAuthority(invoiceNinja.map(({ contacts }) => contacts)),
    productsAuthority(invoiceNinja.map(({ products }) => products)),
    quotesAuthority(invoiceNinja.map(({ quotes }) => quotes)),
    clientInvoicesAuthority(invoiceNinja.map(({ invoices }) => invoices)),
    paymentsAuthority(invoiceNinja.map(({ payments }) => payments)),
    expensesAuthority(invoiceNinja.map(({ expenses }) => expenses)),
  ]);
}
