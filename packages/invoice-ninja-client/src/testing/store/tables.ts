import type { EntityData, EntityName } from '../records/entity-data.ts';
import type { Clock } from './clock.ts';
import { createTable, type Table } from './table.ts';

/** One table for each entity. */
export type Tables = { readonly [Name in EntityName]: Table<EntityData[Name]> };

interface Numbered {
  number: string;
}
interface OfClient {
  client_id: string;
}

const byNumber = ({ number }: Numbered): string[] => (number === '' ? [] : [number]);
const byClient = ({ client_id }: OfClient): string[] => (client_id === '' ? [] : [client_id]);

export function createTables(clock: Clock): Tables {
  return {
    clients: createTable<EntityData['clients']>(clock, {
      number: byNumber,
      id_number: ({ id_number }) => (id_number === '' ? [] : [id_number]),
      contact: ({ contacts }) => contacts.map(({ id }) => id),
    }),
    invoices: createTable<EntityData['invoices']>(clock, {
      number: byNumber,
      client: byClient,
      invitation: ({ invitations }) => invitations.map(({ key }) => key),
    }),
    payments: createTable<EntityData['payments']>(clock, {
      number: byNumber,
      client: byClient,
      invoice: ({ paymentables }, { removedPaymentables = [] }) =>
        [...paymentables, ...removedPaymentables].flatMap(({ invoice_id }) => invoice_id ?? []),
      idempotency_key: (_, { idempotencyKey }) => (idempotencyKey === undefined ? [] : [idempotencyKey]),
    }),
    expenses: createTable<EntityData['expenses']>(clock, {
      number: byNumber,
      invoice: ({ invoice_id }) => (invoice_id === '' ? [] : [invoice_id]),
    }),
    products: createTable<EntityData['products']>(clock),
    vendors: createTable<EntityData['vendors']>(clock, {
      number: byNumber,
      id_number: ({ id_number }) => (id_number === '' ? [] : [id_number]),
    }),
    quotes: createTable<EntityData['quotes']>(clock, { number: byNumber, client: byClient }),
    credits: createTable<EntityData['credits']>(clock, { number: byNumber, client: byClient }),
    recurring_invoices: createTable<EntityData['recurring_invoices']>(clock, {
      number: byNumber,
      client: byClient,
    }),
    projects: createTable<EntityData['projects']>(clock, { number: byNumber, client: byClient }),
    tasks: createTable<EntityData['tasks']>(clock, {
      number: byNumber,
      project: ({ project_id }) => (project_id === '' ? [] : [project_id]),
      invoice: ({ invoice_id }) => (invoice_id === '' ? [] : [invoice_id]),
    }),
    webhooks: createTable<EntityData['webhooks']>(clock, { event: ({ event_id }) => [event_id] }),
    documents: createTable<EntityData['documents']>(clock, {
      parent: (_, { parent }) => (parent === undefined ? [] : [parent]),
    }),
  };
}
