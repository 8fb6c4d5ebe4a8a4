import { z } from 'zod';
import { billingDocument } from './billing-document.ts';
import { clientSchema } from './client.ts';
import { hashedId, openEnum } from './fields.ts';

/** 1 draft, 2 sent, 3 partial, 4 applied. */
export type CreditStatus = '1' | '2' | '3' | '4';

/** A credit as Invoice Ninja v5 sends it (`CreditTransformer`). */
export const creditSchema = z.looseObject({
  ...billingDocument,
  status_id: openEnum<CreditStatus>(),
  invoice_id: hashedId,
  /** Only with `include: ['client']`, and in webhooks. */
  client: clientSchema.optional(),
});

export type Credit = z.infer<typeof creditSchema>;
