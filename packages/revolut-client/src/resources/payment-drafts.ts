import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type Created, createdSchema } from '../entities/fields.ts';
import {
  type DraftSummary,
  draftSummarySchema,
  type PaymentDraft,
  paymentDraftSchema,
} from '../entities/payment-draft.ts';
import { listAtOnce } from '../listing/by-token.ts';
import { checkAmount, checkReference } from './move-money.ts';
import type { PaymentCreate } from './payments.ts';

/** A draft to create. */
export interface DraftCreate {
  title?: string | undefined;
  /** `YYYY-MM-DD`; given back as `scheduled_for`. */
  schedule_for?: string | undefined;
  payments: readonly PaymentCreate[];
}

/** Which drafts to list. Revolut shows those of the API alone unless told otherwise. */
export type DraftSource = 'api' | 'integration' | 'email' | 'all' | (string & {});

export interface PaymentDraftsResource {
  /** Lists drafts that wait for somebody to send them in the app. @param options `source` is `all`. */
  list(options?: CallOptions & { source?: DraftSource | undefined }): Paginated<DraftSummary>;
  get(id: string, options?: CallOptions): Promise<PaymentDraft>;
  /**
   * Creates a draft, which only a person can send. Never repeated by itself: there is no idempotency key.
   *
   * @returns `undefined` where Revolut made none (204 "No payments provided").
   */
  create(input: DraftCreate, options?: CallOptions): Promise<Created | undefined>;
  update(
    id: string,
    input: Pick<DraftCreate, 'title' | 'schedule_for'>,
    options?: CallOptions,
  ): Promise<void>;
  delete(id: string, options?: CallOptions): Promise<void>;
  addPayment(id: string, input: PaymentCreate, options?: CallOptions): Promise<unknown>;
  updatePayment(
    id: string,
    paymentId: string,
    input: Partial<PaymentCreate>,
    options?: CallOptions,
  ): Promise<void>;
  deletePayment(id: string, paymentId: string, options?: CallOptions): Promise<void>;
}

const root = '/1.0/payment-drafts';
const list = z.looseObject({ payment_orders: z.array(draftSummarySchema) });

export function createPaymentDrafts({ http }: RevolutApi): PaymentDraftsResource {
  const nothing = z.unknown();
  return {
    list: ({ source = 'all', signal } = {}) =>
      listAtOnce(
        async () =>
          (await http.request('GET', root, { schema: list, query: { source }, signal })).payment_orders,
      ),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/payment-drafts/${id}`, { schema: paymentDraftSchema, signal }),
    async create(input, { signal } = {}) {
      for (const payment of input.payments) checkPayment(payment);
      return await http.request('POST', root, { schema: createdSchema.optional(), json: input, signal });
    },
    async update(id, input, { signal } = {}) {
      await http.request('PATCH', path`/1.0/payment-drafts/${id}`, { schema: nothing, json: input, signal });
    },
    async delete(id, { signal } = {}) {
      await http.request('DELETE', path`/1.0/payment-drafts/${id}`, { schema: nothing, signal });
    },
    async addPayment(id, input, { signal } = {}) {
      checkPayment(input);
      const where = path`/1.0/payment-drafts/${id}/payments`;
      return await http.request('POST', where, { schema: nothing, json: input, signal });
    },
    async updatePayment(id, paymentId, input, { signal } = {}) {
      if (input.amount !== undefined) checkAmount('amount', input.amount);
      checkReference(input.reference);
      const where = path`/1.0/payment-drafts/${id}/payments/${paymentId}`;
      await http.request('PATCH', where, { schema: nothing, json: input, signal });
    },
    async deletePayment(id, paymentId, { signal } = {}) {
      const where = path`/1.0/payment-drafts/${id}/payments/${paymentId}`;
      await http.request('DELETE', where, { schema: nothing, signal });
    },
  };
}

function checkPayment({ amount, reference }: PaymentCreate): void {
  checkAmount('amount', amount);
  checkReference(reference);
}
