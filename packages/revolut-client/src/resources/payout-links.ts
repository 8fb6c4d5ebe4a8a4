import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import { type PayoutLink, payoutLinkSchema, type PayoutLinkState } from '../entities/payout-link.ts';
import { listByCreation, type ListByCreationOptions } from './by-creation.ts';
import { checkAmount, checkReference } from './move-money.ts';
import { checkRequestId, type IdempotentOptions, isUnclear, UnclearPaymentError } from './request-id.ts';

/** A link to create: UK, EEA, AU and SG, up to about 2,500 GBP. */
export interface PayoutLinkCreate {
  counterparty_name: string;
  account_id: string;
  /** Major units, above zero. */
  amount: number;
  currency: string;
  reference: string;
  save_counterparty?: boolean | undefined;
  payout_methods?: readonly ('revolut' | 'bank_account' | 'card' | (string & {}))[] | undefined;
  /** ISO 8601 duration, `P1D` to `P7D`. @default 'P7D' */
  expiry_period?: string | undefined;
  transfer_reason_code?: string | undefined;
}

export interface PayoutLinksResource {
  list(
    options?: ListByCreationOptions & { state?: readonly PayoutLinkState[] | undefined },
  ): Paginated<PayoutLink>;
  get(id: string, options?: CallOptions): Promise<PayoutLink>;
  /**
   * Creates a link. Every attempt carries the same `request_id`.
   *
   * @throws {ConflictError} for a `requestId` that was used before.
   * @throws {UnclearPaymentError} when no answer came, and the call had no `requestId` of its own.
   */
  create(input: PayoutLinkCreate, options?: IdempotentOptions): Promise<PayoutLink>;
  cancel(id: string, options?: CallOptions): Promise<void>;
}

export function createPayoutLinks(api: RevolutApi): PayoutLinksResource {
  const { http } = api;
  const root = '/1.0/payout-links';
  return {
    list: ({ state, ...options } = {}) =>
      listByCreation(api, { path: root, schema: payoutLinkSchema, largest: 1000, query: { state } }, options),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/payout-links/${id}`, { schema: payoutLinkSchema, signal }),
    async create(input, options = {}) {
      checkAmount('amount', input.amount);
      checkReference(input.reference);
      checkRequestId(root, options, api.now());
      const { requestId = api.createRequestId(), signal } = options;
      try {
        return await http.request('POST', root, {
          schema: payoutLinkSchema,
          json: { ...input, request_id: requestId },
          repeatable: true,
          signal,
        });
      } catch (error) {
        if (options.requestId === undefined && isUnclear(error))
          throw new UnclearPaymentError(error, requestId);
        throw error;
      }
    },
    async cancel(id, { signal } = {}) {
      await http.request('POST', path`/1.0/payout-links/${id}/cancel`, { schema: z.unknown(), signal });
    },
  };
}
