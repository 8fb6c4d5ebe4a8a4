import type { NinjaApi } from '../api.ts';
import { type Expense, expenseSchema } from '../entities/expense.ts';
import { invoicedFor, oneOf, present, reference, search } from '../listing/filters.ts';
import { commonEffects, type BulkEffects, type CommonActions } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'vendor_id',
  'client_id',
  'project_id',
  'category_id',
  'invoice_currency_id',
  'currency_id',
  'payment_type_id',
  'should_be_invoiced',
  'invoice_documents',
  'amount',
  'foreign_amount',
  'exchange_rate',
  'tax_name1',
  'tax_name2',
  'tax_name3',
  'tax_rate1',
  'tax_rate2',
  'tax_rate3',
  'tax_amount1',
  'tax_amount2',
  'tax_amount3',
  'uses_inclusive_taxes',
  'calculate_tax_by_amount',
  'private_notes',
  'public_notes',
  'transaction_reference',
  'date',
  'payment_date',
  'number',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

/** What may be written of an expense. */
export type ExpenseInput = Writable<Expense, (typeof fields)[number]>;

export interface ExpenseActions extends CommonActions {
  bulk_categorize: { category_id: string };
}

const effects: BulkEffects<Expense, ExpenseActions> = { ...commonEffects, bulk_categorize: undefined };

const filters = {
  client_status: oneOf('logged', 'pending', 'invoiced', 'paid', 'unpaid', 'uncategorized'),
  client_id: reference,
  vendor_id: reference,
  number: search,
  has_invoices: invoicedFor,
  match_transactions: present,
  filter: search,
};

const includes = ['client', 'vendor', 'category', 'invoice'] as const;

/** Expenses. */
export interface ExpensesResource
  extends
    RecordResource<
      Expense,
      typeof filters,
      (typeof includes)[number],
      ExpenseInput,
      ExpenseInput,
      ExpenseActions
    >,
    Uploads<Expense> {}

/** The resource behind `ninja.expenses`. */
export const createExpenses = (api: NinjaApi): ExpensesResource =>
  createUploadable<
    Expense,
    typeof filters,
    (typeof includes)[number],
    ExpenseInput,
    ExpenseInput,
    ExpenseActions
  >(api, {
    name: 'expenses',
    schema: expenseSchema,
    filters,
    includes,
    // Orders by id and by times are ignored here, and the pages drift (`ExpenseFilters::sort`).
    sort: 'number|asc',
    // The provider sorts by the digits alone, so INV-1 and EXP-1 have no order between them.
    place: ({ number }) => Number(number.replaceAll(/\D/g, '')),
    creatable: fields,
    updatable: fields,
    effects,
  });
