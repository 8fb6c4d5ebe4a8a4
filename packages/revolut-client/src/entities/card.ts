import { z } from 'zod';
import { amount, currency, id, instant, openEnum, stamp, text } from './fields.ts';

export type CardState = 'created' | 'pending' | 'active' | 'frozen' | 'locked' | 'terminated';

const spendingLimitSchema = z.looseObject({ amount, currency, usage: amount.optional() });

export const cardReferenceSchema = z.looseObject({ name: text, value: text });

/** What a card and the invitation to one have in common. */
const spending = {
  holder_id: id.optional(),
  virtual: z.boolean(),
  label: text.optional(),
  spend_program: z.looseObject({ label: text.optional() }).optional(),
  spending_limits: z.record(z.string(), spendingLimitSchema.or(z.unknown())).optional(),
  spending_period: z
    .looseObject({
      start_date: text.optional(),
      end_date: text.optional(),
      end_date_action: openEnum<'lock' | 'terminate'>().optional(),
    })
    .optional(),
  categories: z.array(text).optional(),
  merchant_controls: z
    .looseObject({ control_type: openEnum<'allow' | 'block'>(), merchant_ids: z.array(id) })
    .optional(),
  mcc_controls: z
    .looseObject({ control_type: openEnum<'allow' | 'block'>(), mccs: z.array(text) })
    .optional(),
  countries: z.array(text).optional(),
  /** Declared as always there, and missing from official examples. */
  accounts: z.array(id).optional(),
};

/** A card of somebody of the business. */
export const cardSchema = z.looseObject({
  ...stamp,
  ...spending,
  state: openEnum<CardState>(),
  /** Text with leading zeros; an official example has a number. */
  last_digits: z.union([text, z.number()]).optional(),
  /** `MM/YYYY`. */
  expiry: text.optional(),
  contact_ids: z.array(id).optional(),
  references: z.array(cardReferenceSchema).optional(),
  product: z.looseObject({ code: text.optional() }).optional(),
  can_be_unlocked: z.boolean().optional(),
  terminated_at: instant.optional(),
});

export type Card = z.infer<typeof cardSchema>;
export type CardReference = z.infer<typeof cardReferenceSchema>;

export const cardInvitationSchema = z.looseObject({
  ...stamp,
  ...spending,
  state: openEnum<'created' | 'redeemed' | 'cancelled' | 'expired' | 'failed'>(),
  expiry_date: instant.optional(),
  card_id: id.optional(),
});

export type CardInvitation = z.infer<typeof cardInvitationSchema>;

/** The card's number itself: never log it. */
export const sensitiveCardDetailsSchema = z.looseObject({ pan: text, cvv: text, expiry: text });

export type SensitiveCardDetails = z.infer<typeof sensitiveCardDetailsSchema>;
