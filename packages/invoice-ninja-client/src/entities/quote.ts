import { z } from 'zod';
import { billingDocument } from './billing-document.ts';
import { clientSchema } from './client.ts';
import { hashedId, openEnum } from './fields.ts';

/** 1 draft, 2 sent, 3 approved, 4 converted, -1 expired (computed). */
export type QuoteStatus = '1' | '2' | '3' | '4' | '-1';

/** A quote as Invoice Ninja v5 sends it (`QuoteTransformer`). */
export const quoteSchema = z.looseObject({
  ...billingDocument,
  status_id: openEnum<QuoteStatus>(),
  /** The invoice that it became. */
  invoice_id: hashedId,
  /** Only with `include: ['client']`, and in webhooks. */
  client: clientSchema.optional(),
});

export type Quote = z.infer<typeof quoteSchema>;
