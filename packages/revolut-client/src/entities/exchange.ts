import { z } from 'zod';
import { amount, instant, moneySchema, text } from './fields.ts';

/** What one currency is worth in another. */
export const rateSchema = z.looseObject({
  from: moneySchema,
  to: moneySchema,
  /** A number here; other rates of this API are text. */
  rate: z.number(),
  fee: moneySchema.optional(),
  rate_date: instant.optional(),
});

export type Rate = z.infer<typeof rateSchema>;

/** Why money is sent or exchanged, where a country wants to know. */
export const reasonSchema = z.looseObject({
  code: text,
  description: text.optional(),
  name: text.optional(),
  country: text.optional(),
  currency: text.optional(),
});

export type Reason = z.infer<typeof reasonSchema>;

/** What a payment would cost. */
export const quoteSchema = z.looseObject({
  amount: moneySchema.optional(),
  fee: z
    .looseObject({ amount, currency: text, breakdown: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  estimated_total: moneySchema.optional(),
  /** Text, unlike `Rate.rate`. */
  estimated_exchange_rate: text.optional(),
  estimated_amount_after_exchange: moneySchema.optional(),
  estimated_arrival: z.looseObject({ date: text.optional(), speed: text.optional() }).optional(),
});

export type Quote = z.infer<typeof quoteSchema>;
