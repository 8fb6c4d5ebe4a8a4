import { z } from 'zod';
import { bankTransactionPaymentsSchema } from './bank-transaction-payments.ts';
import { documentFields, field } from './fields.ts';

/** Bank Transaction of ERPNext 15: the fields that every site has (`bank_transaction.json`, ERPNext 15.65.1). */
export const bankTransactionSchema = z.looseObject({
  ...documentFields,
  naming_series: field.text,
  date: field.date,
  status: field.select<'Pending' | 'Settled' | 'Unreconciled' | 'Reconciled' | 'Cancelled'>(),
  bank_account: field.text,
  company: field.text,
  currency: field.text,
  description: field.text,
  reference_number: field.text,
  transaction_id: field.text,
  payment_entries: field.table(bankTransactionPaymentsSchema),
  allocated_amount: field.number,
  amended_from: field.text,
  unallocated_amount: field.number,
  party_type: field.text,
  party: field.text,
  deposit: field.number,
  withdrawal: field.number,
  transaction_type: field.text,
  bank_party_name: field.text,
  bank_party_iban: field.text,
  bank_party_account_number: field.text,
});

export type BankTransaction = z.infer<typeof bankTransactionSchema>;
