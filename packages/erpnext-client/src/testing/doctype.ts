import type { DocField } from '../codegen/doctype-meta.ts';

/** A DocType of the mock site. */
export interface MockDocType {
  name: string;
  /** How documents get their name: a number series, a field, a name that is given, or ten random letters. */
  naming: `series:${string}` | `field:${string}` | 'prompt' | 'hash';
  fields: readonly DocField[];
  isSubmittable?: boolean;
  isTable?: boolean;
  /** Fields that may change after submitting. @default none */
  allowOnSubmit?: readonly string[];
  /** A second document of the same name gets " - 1" instead of being refused, as Customer does. @default false */
  countsDuplicates?: boolean;
}

const data = (fieldname: string, more: Partial<DocField> = {}): DocField => ({
  fieldname,
  fieldtype: 'Data',
  ...more,
});
const money = (fieldname: string): DocField => ({ fieldname, fieldtype: 'Currency' });
const date = (fieldname: string): DocField => ({ fieldname, fieldtype: 'Date' });
const table = (fieldname: string, options: string): DocField => ({ fieldname, fieldtype: 'Table', options });
const required = { reqd: 1 } as const;

const invoiceItem: readonly DocField[] = [
  data('item_code'),
  data('item_name'),
  data('description'),
  data('uom'),
  { fieldname: 'qty', fieldtype: 'Float' },
  money('rate'),
  money('amount'),
];
const invoice = (party: 'customer' | 'supplier', items: string): readonly DocField[] => [
  data('naming_series', { no_copy: 1 }),
  data(party, required),
  data('company'),
  date('posting_date'),
  date('due_date'),
  data('currency'),
  { fieldname: 'conversion_rate', fieldtype: 'Float' },
  table('items', items),
  money('net_total'),
  money('grand_total'),
  { ...money('outstanding_amount'), no_copy: 1 },
  data('status', { no_copy: 1 }),
  data('po_no'),
  data('bill_no'),
  data('remarks'),
  data('amended_from', { no_copy: 1 }),
];

/** The DocTypes that a new mock site has: those that the client has types for, with the fields that matter. */
export const standardDocTypes: readonly MockDocType[] = [
  {
    name: 'Customer',
    naming: 'field:customer_name',
    countsDuplicates: true,
    fields: [
      data('customer_name', required),
      data('customer_type', { ...required, default: 'Company' }),
      data('customer_group'),
      data('territory'),
      data('tax_id'),
      data('website'),
      data('email_id'),
      { fieldname: 'disabled', fieldtype: 'Check' },
      table('accounts', 'Party Account'),
    ],
  },
  { name: 'Party Account', naming: 'hash', isTable: true, fields: [data('company'), data('account')] },
  {
    name: 'Supplier',
    naming: 'field:supplier_name',
    fields: [
      data('supplier_name', required),
      data('supplier_type', { ...required, default: 'Company' }),
      data('tax_id'),
    ],
  },
  {
    name: 'Item',
    naming: 'field:item_code',
    fields: [
      data('item_code', required),
      data('item_name'),
      data('item_group', required),
      data('stock_uom', required),
    ],
  },
  {
    name: 'Sales Invoice',
    naming: 'series:ACC-SINV-.YYYY.-',
    isSubmittable: true,
    allowOnSubmit: ['remarks', 'due_date', 'outstanding_amount', 'status'],
    fields: invoice('customer', 'Sales Invoice Item'),
  },
  { name: 'Sales Invoice Item', naming: 'hash', isTable: true, fields: invoiceItem },
  {
    name: 'Purchase Invoice',
    naming: 'series:ACC-PINV-.YYYY.-',
    isSubmittable: true,
    allowOnSubmit: ['remarks', 'due_date', 'outstanding_amount', 'status'],
    fields: invoice('supplier', 'Purchase Invoice Item'),
  },
  { name: 'Purchase Invoice Item', naming: 'hash', isTable: true, fields: invoiceItem },
  {
    name: 'Bank Transaction',
    naming: 'series:ACC-BTN-.YYYY.-',
    isSubmittable: true,
    fields: [
      data('naming_series', { no_copy: 1 }),
      date('date'),
      data('status'),
      data('bank_account'),
      data('currency'),
      data('description'),
      data('reference_number'),
      data('transaction_id', { unique: 1 }),
      money('deposit'),
      money('withdrawal'),
      money('unallocated_amount'),
      data('bank_party_name'),
      data('amended_from', { no_copy: 1 }),
    ],
  },
  {
    name: 'Payment Entry',
    naming: 'series:ACC-PAY-.YYYY.-',
    isSubmittable: true,
    fields: [
      data('payment_type', required),
      date('posting_date'),
      data('party_type'),
      data('party'),
      data('paid_from', required),
      data('paid_to', required),
      money('paid_amount'),
      money('received_amount'),
      data('reference_no'),
      data('status'),
      table('references', 'Payment Entry Reference'),
      data('amended_from', { no_copy: 1 }),
    ],
  },
  {
    name: 'Payment Entry Reference',
    naming: 'hash',
    isTable: true,
    fields: [
      data('reference_doctype', required),
      data('reference_name', required),
      money('allocated_amount'),
    ],
  },
  {
    name: 'GL Entry',
    naming: 'hash',
    fields: [date('posting_date'), data('account'), money('debit'), money('credit')],
  },
  {
    name: 'Webhook',
    naming: 'hash',
    fields: [
      data('webhook_doctype', required),
      data('webhook_docevent', required),
      data('request_url', required),
      data('request_method'),
      data('webhook_json'),
      { fieldname: 'enable_security', fieldtype: 'Check' },
      data('webhook_secret'),
      { fieldname: 'enabled', fieldtype: 'Check', default: '1' },
      table('webhook_headers', 'Webhook Header'),
    ],
  },
  { name: 'Webhook Header', naming: 'hash', isTable: true, fields: [data('key'), data('value')] },
  {
    name: 'Deleted Document',
    naming: 'hash',
    fields: [
      data('deleted_doctype'),
      data('deleted_name'),
      data('data'),
      data('new_name'),
      { fieldname: 'restored', fieldtype: 'Check', default: '0' },
    ],
  },
];
