import { path } from '@unified-sync/http-client';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Webhook, webhookSchema } from '../entities/webhook.ts';
import { commonEffects, type CommonActions } from './bulk.ts';
import { checkId } from './check-input.ts';
import { createResource, type RecordResource } from './record-resource.ts';
import type { WebhookEventId } from '../webhooks/webhook-events.ts';
import { discardBody } from './discard-body.ts';

/** A subscription to one event. Put a secret into `target_url` or `headers`: nothing else proves who calls. */
export interface WebhookInput {
  /** An address of its own for each event: the body does not say which event it is. */
  target_url: string;
  /** One of `webhookEvents`. */
  event_id: WebhookEventId;
  /** @default 'post' */
  rest_method?: 'post' | 'put' | undefined;
  /** Sent with each call. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** The kinds of record that can be sent again by hand. */
export type WebhookEntity =
  | 'client'
  | 'invoice'
  | 'payment'
  | 'expense'
  | 'quote'
  | 'credit'
  | 'vendor'
  | 'project'
  | 'task'
  | 'product';

type NoFilters = Readonly<Record<string, never>>;

type Resource = RecordResource<Webhook, NoFilters, never, WebhookInput, Partial<WebhookInput>, CommonActions>;

/**
 * Webhook subscriptions. The provider archives one as soon as its target answers 404, 405 or 410, and
 * repeats no delivery: look at them from time to time, and poll.
 */
export interface WebhooksResource extends Resource {
  /** Ends a subscription. The provider only archives it. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Sends a record to the subscription's target once more. */
  retry(
    id: string,
    record: { entity: WebhookEntity; entity_id: string },
    options?: CallOptions,
  ): Promise<void>;
}

const fields = ['target_url', 'event_id', 'rest_method', 'headers'];

/** The resource behind `ninja.webhooks`. */
export function createWebhooks(api: NinjaApi): WebhooksResource {
  const resource = createResource<
    Webhook,
    NoFilters,
    never,
    WebhookInput,
    Partial<WebhookInput>,
    CommonActions
  >(api, {
    name: 'webhooks',
    schema: webhookSchema,
    filters: {},
    includes: [],
    creatable: fields,
    updatable: fields,
    effects: commonEffects,
  });
  return {
    ...resource,
    async retry(id, { entity, entity_id }, { signal } = {}) {
      const response = await api.http.raw('POST', path`/webhooks/${checkId('webhooks.retry', id)}/retry`, {
        json: { entity, entity_id: checkId('webhooks.retry', entity_id) },
        signal,
      });
      discardBody(response);
    },
  };
}
