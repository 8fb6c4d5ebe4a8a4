import { z } from 'zod';
import { billingDocument } from './billing-document.ts';
import { clientSchema } from './client.ts';
import { flag, hashedId, openEnum, text } from './fields.ts';

/** 1 draft, 2 sent, 3 partial, 4 paid, 5 cancelled, 6 reversed. Overdue and unpaid are computed, never sent. */
export type InvoiceStatus = '1' | '2' | '3' | '4' | '5' | '6';

/** An invoice as Invoice Ninja v5 sends it (`InvoiceTransformer`). */
export const invoiceSchema = z.looseObject({
  ...billingDocument,
  status_id: openEnum<InvoiceStatus>(),
  recurring_id: hashedId,
  auto_bill_enabled: flag,
  /** Only with `?reminder_schedule=true`. */
  reminder_schedule: text.optional(),
  /** Only with `include: ['client']`, and in webhooks. */
  client: clientSchema.optional(),
});

export type Invoice = z.infer<typeof invoiceSchema>;
