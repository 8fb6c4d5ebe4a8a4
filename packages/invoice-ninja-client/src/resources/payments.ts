import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Payment, paymentSchema } from '../entities/payment.ts';
import { oneOf, paymentDayRange, present, reference, search } from '../listing/filters.ts';
import { commonEffects, type BulkEffects, type CommonActions } from './bulk.ts';
import { checkId, checkInput } from './check-input.ts';
import {
  createPayment,
  type PaymentCreate,
  type PaymentCreateOptions,
  paymentFields,
} from './create-payment.ts';
import type { Writable } from './known.ts';
import { checkKeepsStatus } from './payment-status.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

/** What may be changed of a payment: neither its amount nor the invoices that it pays. */
export type PaymentUpdate = Writable<Payment, (typeof paymentFields)[number]>;

/** Options of `payments.update`. */
export interface PaymentUpdateOptions extends CallOptions {
  /**
   * True: write even though the payment is not completed, which **makes it completed**, a refunded one
   * too.
   * @default false
   */
  forceCompleted?: boolean | undefined;
}

/** Money given back. */
export interface Refund {
  /** The payment. */
  id: string;
  /** In major units of the payment's currency. */
  amount: number;
  /** `YYYY-MM-DD`. */
  date: string;
  /** How the amount is taken from the invoices that were paid. */
  invoices?: readonly { invoice_id: string; amount: number }[] | undefined;
  /** True: the gateway gives the money back too. @default false */
  gateway_refund?: boolean | undefined;
  /** @default false */
  send_email?: boolean | undefined;
}

export interface PaymentActions extends CommonActions {
  email_receipt: object;
}

const effects: BulkEffects<Payment, PaymentActions> = { ...commonEffects, email_receipt: undefined };

const filters = {
  client_status: oneOf(
    'pending',
    'cancelled',
    'failed',
    'completed',
    'partially_refunded',
    'refunded',
    'partially_unapplied',
  ),
  client_id: reference,
  number: search,
  match_transactions: present,
  filter: search,
  date_range: paymentDayRange,
};

const includes = ['client', 'invoices', 'type', 'credits'] as const;

/** Payments. A deleted one can not be restored: its split over invoices is gone for good. */
export interface PaymentsResource
  extends
    RecordResource<
      Payment,
      typeof filters,
      (typeof includes)[number],
      PaymentCreate,
      PaymentUpdate,
      PaymentActions
    >,
    Uploads<Payment> {
  /**
   * Books a payment. With an `idempotencyKey` it is sent again after a failure, never booked twice, and a
   * replay gives the payment of the first time where its `number` or `transaction_reference` was given.
   * Without one it is sent once.
   *
   * @throws {ConflictError} when the key was used before and the payment cannot be told for sure: it **is**
   *   booked. Not retryable.
   * @throws {ValidationError} with the complaints by field.
   * @example
   * await ninja.payments.create({ client_id, number: 'BANK-4711', invoices }, { idempotencyKey: 'BANK-4711' });
   */
  create(input: PaymentCreate, options?: PaymentCreateOptions): Promise<Payment>;
  /**
   * Changes notes and references. The provider makes every payment that is written a completed, manual one
   * (`PaymentRepository::applyPayment`), so one in another status is refused.
   *
   * @throws {ConflictError} when the payment is not completed; `forceCompleted` writes nevertheless.
   */
  update(id: string, input: PaymentUpdate, options?: PaymentUpdateOptions): Promise<Payment>;
  /**
   * Gives money back. Never repeated by itself: after a lost reply look at `refunded` of the payment.
   *
   * @throws {PermissionError} unless the token's user is an admin.
   */
  refund(refund: Refund, options?: CallOptions): Promise<Payment>;
}

/** The resource behind `ninja.payments`. */
export function createPayments(api: NinjaApi): PaymentsResource {
  const resource = createUploadable<
    Payment,
    typeof filters,
    (typeof includes)[number],
    PaymentCreate,
    PaymentUpdate,
    PaymentActions
  >(api, {
    name: 'payments',
    schema: paymentSchema,
    filters,
    includes,
    creatable: [],
    updatable: paymentFields,
    effects,
  });

  return {
    ...resource,
    create: async (input, options = {}) => await createPayment(api, resource, input, options),
    async update(id, input, { forceCompleted = false, signal } = {}) {
      checkInput('payments.update', input, paymentFields);
      if (!forceCompleted) checkKeepsStatus(await resource.get(id, { signal }), path`/payments/${id}`);
      return await resource.update(id, input, { signal });
    },
    async refund(refund, { signal } = {}) {
      checkId('payments.refund', refund.id);
      checkInput('payments.refund', refund, [
        'id',
        'amount',
        'date',
        'invoices',
        'gateway_refund',
        'send_email',
      ]);
      const schema = z.looseObject({ data: paymentSchema });
      return (await api.http.request('POST', '/payments/refund', { schema, json: refund, signal })).data;
    },
  };
}
