import { z } from 'zod';
import { currency, id, openEnum, stamp, text } from './fields.ts';

export const addressSchema = z.looseObject({
  street_line1: text.optional(),
  street_line2: text.optional(),
  region: text.optional(),
  city: text.optional(),
  country: text.optional(),
  postcode: text.optional(),
});

export type Address = z.infer<typeof addressSchema>;

/** A bank account of a counterparty. */
export const counterpartyAccountSchema = z.looseObject({
  id,
  name: text.optional(),
  bank_country: text.optional(),
  currency: currency.optional(),
  type: openEnum<'revolut' | 'external'>().optional(),
  account_no: text.optional(),
  sort_code: text.optional(),
  routing_number: text.optional(),
  iban: text.optional(),
  bic: text.optional(),
  email: text.optional(),
  address: addressSchema.optional(),
});

export type CounterpartyAccount = z.infer<typeof counterpartyAccountSchema>;

/** Somebody to pay. A Revolut customer may have no `accounts`. */
export const counterpartySchema = z.looseObject({
  ...stamp,
  name: text,
  revtag: text.optional(),
  profile_type: openEnum<'personal' | 'business'>().optional(),
  country: text.optional(),
  state: openEnum<'draft' | 'created' | 'deleted'>(),
  accounts: z.array(counterpartyAccountSchema).optional(),
  cards: z
    .array(z.looseObject({ id, name: text.optional(), last_digits: z.unknown(), currency: text.optional() }))
    .optional(),
});

export type Counterparty = z.infer<typeof counterpartySchema>;

const optionSchema = z.looseObject({ value: text, default: z.boolean().optional() });

/** What a form for a corridor must ask for. */
export const requirementsSchema = z.looseObject({
  fields: z.array(
    z.looseObject({
      name: text,
      required: z.boolean(),
      regex: z.looseObject({ pattern: text, description: text.optional() }).optional(),
      options: z.array(optionSchema).optional(),
      validation: z.looseObject({ max_length: z.number().optional() }).optional(),
    }),
  ),
});

export type Requirements = z.infer<typeof requirementsSchema>;

/** What the bank of an account says about its holder's name (CoP, VoP). */
export const nameValidationSchema = z.looseObject({
  result_code: openEnum<'matched' | 'close_match' | 'not_matched' | 'cannot_be_checked'>(),
  reason: z.looseObject({ type: text.optional(), code: text.optional() }).optional(),
  /** Goes into the payment where the country asks for it. */
  name_validation_id: id.optional(),
  company_name: text.optional(),
  individual_name: z.looseObject({ first_name: text.optional(), last_name: text.optional() }).optional(),
});

export type NameValidation = z.infer<typeof nameValidationSchema>;
