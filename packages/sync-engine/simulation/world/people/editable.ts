import type { TableName } from '../tables.ts';

/** What kind of value a person types into a field. */
export type FieldSort =
  | 'text'
  | 'mail'
  | 'rate'
  | 'amount'
  | 'lines'
  | 'currency'
  | 'tag-list'
  | 'tag-text'
  | 'yes-no'
  | 'one-zero';

/** A kind of form: a table's records, or the contacts within A's clients. */
export type Form = TableName | 'contact';

/** What people edit, by form and the side's own field names. States and references have acts of their own. */
export const editable: Readonly<Record<Form, Readonly<Record<string, FieldSort>>>> = {
  companies: {
    name: 'text',
    email: 'mail',
    currency: 'currency',
    rate: 'rate',
    note: 'text',
    tags: 'tag-list',
  },
  people: { first_name: 'text', email: 'mail', phone: 'text', opt_out: 'yes-no', tags: 'tag-list' },
  invoices: { note: 'text', amount: 'amount', lines: 'lines' },
  'a.clients': {
    name: 'text',
    client_email: 'mail',
    currency_code: 'currency',
    exchange_rate: 'rate',
    private_notes: 'text',
    labels: 'tag-list',
  },
  contact: {
    contact_first_name: 'text',
    contact_email: 'mail',
    contact_phone: 'text',
    contact_unsubscribed: 'one-zero',
  },
  'a.invoices': { number: 'text', public_notes: 'text', amount: 'amount', line_items: 'lines' },
  'b.customers': {
    customer_name: 'text',
    email_id: 'mail',
    default_currency: 'currency',
    conversion_rate: 'rate',
    customer_details: 'text',
    user_tags: 'tag-text',
  },
  'b.contacts': {
    firstname: 'text',
    email: 'mail',
    phone: 'text',
    do_not_contact: 'yes-no',
    tags: 'tag-list',
  },
  'b.entries': { remark: 'text' },
};

export const formOf = (table: TableName, part: string): Form => (part === '' ? table : 'contact');

/** Fields that identify a record at first contact: nobody edits them where two candidates wait for a person. */
export const identityFields: ReadonlySet<string> = new Set([
  'name',
  'email',
  'client_email',
  'contact_email',
  'customer_name',
  'email_id',
  'first_name',
  'contact_first_name',
  'firstname',
  'number',
]);

/** Fields that people may empty. */
export const clearable: ReadonlySet<FieldSort> = new Set(['mail', 'rate', 'text', 'currency']);

/** Names: a record without one would be nobody. */
export const named: ReadonlySet<string> = new Set([
  'name',
  'first_name',
  'contact_first_name',
  'customer_name',
  'firstname',
  'number',
]);
