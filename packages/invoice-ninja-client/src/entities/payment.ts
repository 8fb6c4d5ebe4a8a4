import { z } from 'zod';
import { clientSchema } from './client.ts';
import { documentSchema } from './document.ts';
import { customValues, flag, hashedId, number, openEnum, people, stamp, text } from './fields.ts';
import { invoiceSchema } from './invoice.ts';

/** 1 pending, 2 cancelled, 3 failed, 4 completed, 5 partially refunded, 6 refunded. */
export type PaymentStatus = '1' | '2' | '3' | '4' | '5' | '6';

/** How much of a payment went to one invoice, or came from one credit. */
export const paymentableSchema = z.looseObject({
  ...stamp,
  /** Exactly one of `invoice_id` and `credit_id` is there. */
  invoice_id: hashedId.optional(),
  credit_id: hashedId.optional(),
  amount: number,
  refunded: number,
});

export type Paymentable = z.infer<typeof paymentableSchema>;

/** A payment as Invoice Ninja v5 sends it (`PaymentTransformer`). Its split over invoices is `paymentables`. */
export const paymentSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  client_id: hashedId,
  client_contact_id: hashedId,
  company_gateway_id: hashedId,
  project_id: hashedId,
  vendor_id: hashedId,
  transaction_id: hashedId.optional(),
  /** A plain number as text, unlike every other id. */
  invitation_id: text,
  amount: number,
  refunded: number,
  applied: number,
  transaction_reference: text,
  /** `YYYY-MM-DD`, in the company's time zone. */
  date: text,
  number: text,
  private_notes: text,
  type_id: text,
  gateway_type_id: text,
  status_id: openEnum<PaymentStatus>(),
  currency_id: text,
  exchange_currency_id: text,
  exchange_rate: number,
  is_manual: flag,
  is_deleted: flag,
  paymentables: z.array(paymentableSchema),
  documents: z.array(documentSchema),
  /** Only with `include: ['client']`, and in webhooks. */
  client: clientSchema.optional(),
  /** Only with `include: ['invoices']`, and in webhooks. */
  invoices: z.array(invoiceSchema).optional(),
});

export type Payment = z.infer<typeof paymentSchema>;
