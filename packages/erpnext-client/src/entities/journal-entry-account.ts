import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Journal Entry Account of ERPNext 15: the fields that every site has (`journal_entry_account.json`, ERPNext 15.65.1). */
export const journalEntryAccountSchema = z.looseObject({
  ...rowFields,
  account: field.text,
  account_type: field.text,
  cost_center: field.text,
  party_type: field.text,
  party: field.text,
  account_currency: field.text,
  exchange_rate: field.number,
  debit_in_account_currency: field.number,
  debit: field.number,
  credit_in_account_currency: field.number,
  credit: field.number,
  reference_type: field.select<
    | 'Sales Invoice'
    | 'Purchase Invoice'
    | 'Journal Entry'
    | 'Sales Order'
    | 'Purchase Order'
    | 'Expense Claim'
    | 'Asset'
    | 'Loan'
    | 'Payroll Entry'
    | 'Employee Advance'
    | 'Exchange Rate Revaluation'
    | 'Invoice Discounting'
    | 'Fees'
    | 'Full and Final Statement'
    | 'Payment Entry'
  >(),
  reference_name: field.text,
  reference_due_date: field.date,
  project: field.text,
  is_advance: field.select<'No' | 'Yes'>(),
  user_remark: field.text,
  against_account: field.text,
  bank_account: field.text,
  reference_detail_no: field.text,
});

export type JournalEntryAccount = z.infer<typeof journalEntryAccountSchema>;
