import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Payment Entry Reference of ERPNext 15: the fields that every site has (`payment_entry_reference.json`, ERPNext 15.65.1). */
export const paymentEntryReferenceSchema = z.looseObject({
  ...rowFields,
  reference_doctype: field.text,
  reference_name: field.text,
  due_date: field.date,
  bill_no: field.text,
  total_amount: field.number,
  outstanding_amount: field.number,
  allocated_amount: field.number,
  exchange_rate: field.number,
  payment_term: field.text,
  exchange_gain_loss: field.number,
  account: field.text,
  account_type: field.text,
  payment_type: field.text,
  payment_request: field.text,
  payment_term_outstanding: field.number,
  payment_request_outstanding: field.number,
  reconcile_effect_on: field.date,
});

export type PaymentEntryReference = z.infer<typeof paymentEntryReferenceSchema>;
