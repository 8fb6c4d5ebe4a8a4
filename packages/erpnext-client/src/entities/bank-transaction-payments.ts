import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Bank Transaction Payments of ERPNext 15: the fields that every site has (`bank_transaction_payments.json`, ERPNext 15.65.1). */
export const bankTransactionPaymentsSchema = z.looseObject({
  ...rowFields,
  payment_document: field.text,
  payment_entry: field.text,
  allocated_amount: field.number,
  clearance_date: field.date,
});

export type BankTransactionPayments = z.infer<typeof bankTransactionPaymentsSchema>;
