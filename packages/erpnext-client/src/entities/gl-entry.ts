import { z } from 'zod';
import { documentFields, field } from './fields.ts';

/** GL Entry of ERPNext 15: the fields that every site has (`gl_entry.json`, ERPNext 15.65.1). */
export const glEntrySchema = z.looseObject({
  ...documentFields,
  posting_date: field.date,
  transaction_date: field.date,
  account: field.text,
  party_type: field.text,
  party: field.text,
  cost_center: field.text,
  debit: field.number,
  credit: field.number,
  account_currency: field.text,
  debit_in_account_currency: field.number,
  credit_in_account_currency: field.number,
  against: field.text,
  against_voucher_type: field.text,
  against_voucher: field.text,
  voucher_type: field.text,
  voucher_no: field.text,
  voucher_detail_no: field.text,
  project: field.text,
  remarks: field.text,
  is_opening: field.select<'No' | 'Yes'>(),
  is_advance: field.select<'No' | 'Yes'>(),
  fiscal_year: field.text,
  company: field.text,
  finance_book: field.text,
  to_rename: field.check,
  due_date: field.date,
  is_cancelled: field.check,
  transaction_currency: field.text,
  transaction_exchange_rate: field.number,
  debit_in_transaction_currency: field.number,
  credit_in_transaction_currency: field.number,
  voucher_subtype: field.text,
});

export type GLEntry = z.infer<typeof glEntrySchema>;
