import { z } from 'zod';
import { billingDocument } from './billing-document.ts';
import { clientSchema } from './client.ts';
import { flag, hashedId, openEnum, text } from './fields.ts';

/** 1 draft, 2 active, 3 paused, 4 completed, -1 pending (computed). */
export type RecurringInvoiceStatus = '1' | '2' | '3' | '4' | '-1';

/** A recurring invoice as Invoice Ninja v5 sends it (`RecurringInvoiceTransformer`). */
export const recurringInvoiceSchema = z.looseObject({
  ...billingDocument,
  status_id: openEnum<RecurringInvoiceStatus>(),
  recurring_id: hashedId.optional(),
  auto_bill_enabled: flag,
  auto_bill: text,
  /** `1` daily … `12` three-yearly. */
  frequency_id: text,
  /** `-1` for endless. */
  remaining_cycles: z.int(),
  due_date_days: text,
  /** Date and time, in the server's own format. */
  next_send_datetime: text.optional(),
  /** Empty without `?show_dates=true`. */
  recurring_dates: z.array(z.unknown()),
  /** Only with `include: ['client']`. */
  client: clientSchema.optional(),
});

export type RecurringInvoice = z.infer<typeof recurringInvoiceSchema>;
