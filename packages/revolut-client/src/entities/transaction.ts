import { z } from 'zod';
import { amount, currency, id, instant, openEnum, stamp, text } from './fields.ts';

/** `completed`, `declined`, `failed` and `reverted` end it, though what was completed may still be reverted. */
export type TransactionState = 'created' | 'pending' | 'completed' | 'declined' | 'failed' | 'reverted';

/** 17 as of August 2026; two of them were added that year. */
export type TransactionType =
  | 'atm'
  | 'card_payment'
  | 'card_refund'
  | 'card_chargeback'
  | 'card_credit'
  | 'charge'
  | 'charge_refund'
  | 'exchange'
  | 'transfer'
  | 'loan'
  | 'fee'
  | 'refund'
  | 'topup'
  | 'topup_return'
  | 'tax'
  | 'tax_refund'
  | 'rev_payment';

/** What a transaction does to one account. */
export const legSchema = z.looseObject({
  /** **Not unique**: the legs of one transaction may share it. Use {@link legKey}. */
  leg_id: id,
  account_id: id,
  /** Major units of `currency`, the account's; below zero where money leaves the account. */
  amount,
  currency,
  fee: amount.optional(),
  /** The other side of a conversion. */
  bill_amount: amount.optional(),
  bill_currency: currency.optional(),
  description: text.optional(),
  /** Of the account, afterwards. Missing until it is known. */
  balance: amount.optional(),
  /** May be no more than its kind, for money that came in. */
  counterparty: z
    .looseObject({
      account_type: openEnum<'self' | 'revolut' | 'external'>(),
      id: id.optional(),
      account_id: id.optional(),
    })
    .optional(),
});

export type Leg = z.infer<typeof legSchema>;

/** Money that moved or will: one leg, or two for an exchange and a transfer between own accounts. */
export const transactionSchema = z.looseObject({
  ...stamp,
  type: openEnum<TransactionType>(),
  state: openEnum<TransactionState>(),
  legs: z.array(legSchema),
  request_id: text.optional(),
  /** Why it was declined or has failed. */
  reason_code: text.optional(),
  /** May be before `created_at`. */
  completed_at: instant.optional(),
  /** `YYYY-MM-DD`. */
  scheduled_for: text.optional(),
  /** The original of a refund. */
  related_transaction_id: id.optional(),
  reference: text.optional(),
  merchant: z
    .looseObject({
      id: id.optional(),
      name: text.optional(),
      full_name: text.optional(),
      city: text.optional(),
      /** Merchant category code, with its leading zeros. */
      category_code: text.optional(),
      /** Two or three letters. */
      country: text.optional(),
    })
    .optional(),
  card: z
    .looseObject({
      id: id.optional(),
      /** Masked. */
      card_number: text.optional(),
      first_name: text.optional(),
      last_name: text.optional(),
      phone: text.optional(),
      references: z.array(z.looseObject({ name: text, value: text })).optional(),
    })
    .optional(),
});

export type Transaction = z.infer<typeof transactionSchema>;

/** Key of a ledger row: `leg_id` repeats within a transaction, the pair of transaction and account does not. */
export const legKey = (transaction: { id: string }, leg: { account_id: string }): string =>
  `${transaction.id}/${leg.account_id}`;

/** What paying, transferring and exchanging answer. `pending` is not success. */
export const paymentResultSchema = z.looseObject({
  id,
  state: openEnum<TransactionState>(),
  created_at: instant,
  completed_at: instant.optional(),
  reason_code: text.optional(),
});

export type PaymentResult = z.infer<typeof paymentResultSchema>;
