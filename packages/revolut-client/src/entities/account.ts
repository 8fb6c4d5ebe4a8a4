import { z } from 'zod';
import { amount, currency, openEnum, stamp, text } from './fields.ts';

export type AccountState = 'active' | 'inactive';

/** A pocket of the business in one currency. */
export const accountSchema = z.looseObject({
  ...stamp,
  name: text.optional(),
  balance: amount,
  currency,
  state: openEnum<AccountState>(),
  /** True for one that other Revolut customers can find. */
  public: z.boolean(),
});

export type Account = z.infer<typeof accountSchema>;

export type PaymentScheme =
  | 'chaps'
  | 'bacs'
  | 'faster_payments'
  | 'sepa'
  | 'swift'
  | 'ach'
  | 'elixir'
  | 'sorbnet'
  | 'nics'
  | 'rix'
  | 'sumclearing';

/** Where others pay to, by scheme: one account has several. */
export const bankDetailsSchema = z.looseObject({
  iban: text.optional(),
  bic: text.optional(),
  account_no: text.optional(),
  sort_code: text.optional(),
  routing_number: text.optional(),
  beneficiary: text,
  beneficiary_address: z.looseObject({ country: text.optional(), postcode: text.optional() }).optional(),
  bank_country: text.optional(),
  pooled: z.boolean().optional(),
  /** Must stand in the reference of whoever pays to a pooled account. */
  unique_reference: text.optional(),
  schemes: z.array(openEnum<PaymentScheme>()),
  estimated_time: z
    .looseObject({
      unit: openEnum<'days' | 'hours'>(),
      min: z.number().optional(),
      max: z.number().optional(),
    })
    .optional(),
});

export type BankDetails = z.infer<typeof bankDetailsSchema>;
