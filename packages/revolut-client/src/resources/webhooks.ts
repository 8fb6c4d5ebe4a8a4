import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type FailedEvent,
  failedEventSchema,
  type Webhook,
  type WebhookEventName,
  webhookSchema,
  type WebhookWithSecret,
  webhookWithSecretSchema,
} from '../entities/webhook.ts';
import { listAtOnce } from '../listing/by-token.ts';
import { listByCreation, type ListByCreationOptions } from './by-creation.ts';

export interface WebhookInput {
  /** `https`. */
  url: string;
  /** @default TransactionCreated and TransactionStateChanged */
  events?: readonly WebhookEventName[] | undefined;
}

/** Subscriptions: the one part of the API on version 2.0. */
export interface WebhooksResource {
  /** Lists subscriptions, without their secrets. There can be ten. */
  list(options?: CallOptions): Paginated<Webhook>;
  /** Gives a subscription with its secret. */
  get(id: string, options?: CallOptions): Promise<WebhookWithSecret>;
  /** Subscribes. Never repeated by itself: look into the list after a lost answer. */
  create(input: WebhookInput, options?: CallOptions): Promise<WebhookWithSecret>;
  update(id: string, input: Partial<WebhookInput>, options?: CallOptions): Promise<Webhook>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /**
   * Gives a new secret. Until the old one expires, deliveries are signed with both.
   *
   * @param options `expirationPeriod` of the old one: an ISO 8601 duration up to `P7D`. It has no default
   *   here: Revolut's is that the old one dies at once (`P0D`), with every delivery that is under way.
   */
  rotateSigningSecret(
    id: string,
    options: CallOptions & { expirationPeriod: string },
  ): Promise<WebhookWithSecret>;
  /** Lists deliveries that failed four times, newest first; they are kept for 21 days. */
  failedEvents(id: string, options?: ListByCreationOptions): Paginated<FailedEvent>;
}

const root = '/2.0/webhooks';

export function createWebhooks(api: RevolutApi): WebhooksResource {
  const { http } = api;
  return {
    list: ({ signal } = {}) =>
      listAtOnce(async () => await http.request('GET', root, { schema: z.array(webhookSchema), signal })),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/2.0/webhooks/${id}`, { schema: webhookWithSecretSchema, signal }),
    create: async (input, { signal } = {}) =>
      await http.request('POST', root, { schema: webhookWithSecretSchema, json: input, signal }),
    update: async (id, input, { signal } = {}) =>
      await http.request('PATCH', path`/2.0/webhooks/${id}`, { schema: webhookSchema, json: input, signal }),
    async delete(id, { signal } = {}) {
      await http.request('DELETE', path`/2.0/webhooks/${id}`, { schema: z.unknown(), signal });
    },
    rotateSigningSecret: async (id, { expirationPeriod, signal }) =>
      await http.request('POST', path`/2.0/webhooks/${id}/rotate-signing-secret`, {
        schema: webhookWithSecretSchema,
        json: { expiration_period: expirationPeriod },
        signal,
      }),
    failedEvents: (id, options = {}) =>
      listByCreation(
        api,
        { path: path`/2.0/webhooks/${id}/failed-events`, schema: failedEventSchema, largest: 1000 },
        options,
      ),
  };
}
