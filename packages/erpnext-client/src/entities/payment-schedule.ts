import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Payment Schedule of ERPNext 15: the fields that every site has (`payment_schedule.json`, ERPNext 15.65.1). */
export const paymentScheduleSchema = z.looseObject({
  ...rowFields,
  payment_term: field.text,
  description: field.text,
  due_date: field.date,
  invoice_portion: field.number,
  payment_amount: field.number,
  mode_of_payment: field.text,
  paid_amount: field.number,
  discounted_amount: field.number,
  outstanding: field.number,
  discount_date: field.date,
  discount_type: field.select<'Percentage' | 'Amount'>(),
  discount: field.number,
  base_payment_amount: field.number,
  base_outstanding: field.number,
  base_paid_amount: field.number,
  installment_date: field.date,
});

export type PaymentSchedule = z.infer<typeof paymentScheduleSchema>;
