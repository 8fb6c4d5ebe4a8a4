import { z } from 'zod';
import { documentSchema } from './document.ts';
import { anything, customValues, flag, hashedId, number, people, stamp, taxes, text } from './fields.ts';

/** An expense as Invoice Ninja v5 sends it (`ExpenseTransformer`). It has no status: that is derived. */
export const expenseSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  ...taxes,
  vendor_id: hashedId,
  invoice_id: hashedId,
  client_id: hashedId,
  project_id: hashedId,
  category_id: hashedId,
  recurring_expense_id: hashedId,
  transaction_id: hashedId.optional(),
  /** A plain number as text, unlike every other id. */
  bank_id: text,
  invoice_currency_id: text,
  /** Always `""`; the currency is `currency_id`. */
  expense_currency_id: text,
  currency_id: text,
  payment_type_id: text,
  is_deleted: flag,
  should_be_invoiced: flag,
  invoice_documents: flag,
  amount: number,
  foreign_amount: number,
  exchange_rate: number,
  tax_amount1: number,
  tax_amount2: number,
  tax_amount3: number,
  uses_inclusive_taxes: flag,
  calculate_tax_by_amount: flag,
  private_notes: text,
  public_notes: text,
  transaction_reference: text,
  /** `YYYY-MM-DD`, or `""`. */
  date: text,
  /** `YYYY-MM-DD`, or `""` while unpaid. */
  payment_date: text,
  number: text,
  entity_type: text,
  e_invoice: anything,
  documents: z.array(documentSchema),
});

export type Expense = z.infer<typeof expenseSchema>;
