import { z } from 'zod';
import { amount, currency, id, instant, openEnum, stamp, text } from './fields.ts';

export type PayoutLinkState =
  | 'created'
  | 'failed'
  | 'awaiting'
  | 'active'
  | 'expired'
  | 'cancelled'
  | 'processing'
  | 'processed';

/** A link by which somebody claims money. Whoever holds its `url` can: keep it out of logs. */
export const payoutLinkSchema = z.looseObject({
  ...stamp,
  state: openEnum<PayoutLinkState>(),
  counterparty_name: text,
  counterparty_id: id.optional(),
  /** Declared as always there, and missing from the official examples. */
  save_counterparty: z.boolean().optional(),
  request_id: text,
  expiry_date: instant.optional(),
  payout_methods: z.array(openEnum<'revolut' | 'bank_account' | 'card'>()).optional(),
  account_id: id,
  amount,
  currency,
  transaction_id: id.optional(),
  /** While it is `active` alone. */
  url: text.optional(),
  reference: text.optional(),
  transfer_reason_code: text.optional(),
  cancellation_reason: text.optional(),
});

export type PayoutLink = z.infer<typeof payoutLinkSchema>;
