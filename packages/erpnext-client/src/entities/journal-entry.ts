import { z } from 'zod';
import { journalEntryAccountSchema } from './journal-entry-account.ts';
import { documentFields, field } from './fields.ts';

/** Journal Entry of ERPNext 15: the fields that every site has (`journal_entry.json`, ERPNext 15.65.1). */
export const journalEntrySchema = z.looseObject({
  ...documentFields,
  title: field.text,
  voucher_type: field.select<
    | 'Journal Entry'
    | 'Inter Company Journal Entry'
    | 'Bank Entry'
    | 'Cash Entry'
    | 'Credit Card Entry'
    | 'Debit Note'
    | 'Credit Note'
    | 'Contra Entry'
    | 'Excise Entry'
    | 'Write Off Entry'
    | 'Opening Entry'
    | 'Depreciation Entry'
    | 'Exchange Rate Revaluation'
    | 'Exchange Gain Or Loss'
    | 'Deferred Revenue'
    | 'Deferred Expense'
  >(),
  naming_series: field.text,
  posting_date: field.date,
  company: field.text,
  finance_book: field.text,
  accounts: field.table(journalEntryAccountSchema),
  cheque_no: field.text,
  cheque_date: field.date,
  user_remark: field.text,
  total_debit: field.number,
  total_credit: field.number,
  difference: field.number,
  multi_currency: field.check,
  total_amount_currency: field.text,
  total_amount: field.number,
  total_amount_in_words: field.text,
  clearance_date: field.date,
  remark: field.text,
  paid_loan: field.text,
  inter_company_journal_entry_reference: field.text,
  bill_no: field.text,
  bill_date: field.date,
  due_date: field.date,
  write_off_based_on: field.select<'Accounts Receivable' | 'Accounts Payable'>(),
  write_off_amount: field.number,
  pay_to_recd_from: field.text,
  letter_head: field.text,
  select_print_heading: field.text,
  mode_of_payment: field.text,
  payment_order: field.text,
  is_opening: field.select<'No' | 'Yes'>(),
  stock_entry: field.text,
  auto_repeat: field.text,
  amended_from: field.text,
  from_template: field.text,
  tax_withholding_category: field.text,
  apply_tds: field.check,
  reversal_of: field.text,
  process_deferred_accounting: field.text,
  is_system_generated: field.check,
});

export type JournalEntry = z.infer<typeof journalEntrySchema>;
