import { z } from 'zod';
import { currency, id, moneySchema, openEnum, text } from './fields.ts';

/** Upper case, unlike the states of a transaction. */
export type DraftPaymentState =
  | 'CREATED'
  | 'PENDING'
  | 'COMPLETED'
  | 'REVERTED'
  | 'DECLINED'
  | 'CANCELLED'
  | 'FAILED'
  | 'DELETED';

/** A payment of a draft. */
export const draftPaymentSchema = z.looseObject({
  id,
  amount: moneySchema,
  currency: currency.optional(),
  account_id: id.optional(),
  receiver: z
    .looseObject({ counterparty_id: id.optional(), account_id: id.optional(), card_id: id.optional() })
    .optional(),
  state: openEnum<DraftPaymentState>(),
  reason: text.optional(),
  error_message: text.optional(),
  reference: text.optional(),
  current_charge_options: z
    .looseObject({
      from: moneySchema.optional(),
      to: moneySchema.optional(),
      /** Text. */
      rate: text.optional(),
      fee: moneySchema.optional(),
    })
    .optional(),
});

export type DraftPayment = z.infer<typeof draftPaymentSchema>;

/** Payments that somebody has to send in the app. Asked for with `schedule_for`, given as `scheduled_for`. */
export const paymentDraftSchema = z.looseObject({
  /** Missing from a single draft, which knows its id no more. */
  id: id.optional(),
  title: text.optional(),
  scheduled_for: text.optional(),
  payments: z.array(draftPaymentSchema),
});

export type PaymentDraft = z.infer<typeof paymentDraftSchema>;

export const draftSummarySchema = z.looseObject({
  id,
  title: text.optional(),
  scheduled_for: text.optional(),
  payments_count: z.number().optional(),
});

export type DraftSummary = z.infer<typeof draftSummarySchema>;
