import type { Fields, FieldValue } from '../../src/index.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';
import type { TableName } from './tables.ts';

export type Tables = Readonly<Record<TableName, Table>>;

/** What a record holds before anybody gives it a value. */
export const blankFields: Readonly<Record<TableName, Fields>> = {
  companies: {
    owner_company: null,
    name: null,
    email: null,
    currency: null,
    rate: null,
    note: null,
    tags: [],
    type: null,
  },
  people: {
    owner_company: null,
    first_name: null,
    email: null,
    phone: null,
    company: null,
    opt_out: false,
    points: null,
    tags: [],
  },
  invoices: {
    owner_company: null,
    number: null,
    company: null,
    status: null,
    note: null,
    amount: null,
    lines: null,
    posted: null,
  },
  'a.clients': {
    name: '',
    client_email: '',
    currency_code: '',
    exchange_rate: '',
    private_notes: '',
    labels: [],
  },
  'a.invoices': {
    number: '',
    client_id: '',
    status_id: '1',
    public_notes: '',
    amount: '',
    line_items: [],
  },
  'b.customers': {
    customer_name: null,
    email_id: null,
    default_currency: null,
    conversion_rate: null,
    customer_details: null,
    user_tags: '',
    customer_group: null,
  },
  'b.contacts': {
    firstname: null,
    email: null,
    phone: null,
    company: null,
    do_not_contact: false,
    points: 0,
    tags: [],
  },
  'b.entries': {
    invoice_no: null,
    customer: null,
    status: null,
    remark: null,
    grand_total: null,
    items: [],
    posted: false,
  },
};

export const blankContact: Fields = {
  contact_first_name: '',
  contact_email: '',
  contact_phone: '',
  contact_unsubscribed: 0,
};

const text = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');

/** The record that a field names, by table and field. */
const references: Readonly<Partial<Record<TableName, Readonly<Record<string, TableName>>>>> = {
  people: { company: 'companies' },
  invoices: { company: 'companies' },
  'a.invoices': { client_id: 'a.clients' },
  'b.contacts': { company: 'b.customers' },
  'b.entries': { customer: 'b.customers' },
};

export const referencesOf = (table: TableName): Readonly<Record<string, TableName>> =>
  references[table] ?? {};

const required: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  'a.clients': ['name'],
  'a.invoices': ['client_id'],
  'b.customers': ['customer_name'],
  'b.entries': ['customer', 'grand_total'],
};

/** Why a system refuses to store this (normalised) state of a record; `undefined` where it takes it. */
export function refusal(
  tables: Tables,
  name: TableName,
  fields: Fields,
  row: Row | null,
): string | undefined {
  for (const field of required[name] ?? []) if (text(fields[field]) === '') return `${field} is required`;
  for (const [field, to] of Object.entries(referencesOf(name))) {
    const id = text(fields[field]);
    // A reference that stood before is not looked at again.
    if (id !== '' && fields[field] !== row?.fields[field] && tables[to].get(id) === undefined)
      return `${field}: there is no such record`;
  }
  if (name === 'b.contacts' && mailTaker(tables, text(fields['email']), row?.id) !== undefined)
    return 'email is taken';
  return undefined;
}

/** The contact of B that has this e-mail address already. */
export function mailTaker(tables: Tables, mail: string, except?: string): Row | undefined {
  if (mail === '') return undefined;
  return tables['b.contacts'].rows().find(({ id, fields }) => id !== except && fields['email'] === mail);
}

/** Whether another record names this one: then it cannot be deleted for good. */
export function isReferred(tables: Tables, name: TableName, id: string): boolean {
  return Object.values(tables).some((table) =>
    Object.entries(referencesOf(table.name)).some(
      ([field, to]) => to === name && table.rows().some((row) => row.fields[field] === id),
    ),
  );
}
