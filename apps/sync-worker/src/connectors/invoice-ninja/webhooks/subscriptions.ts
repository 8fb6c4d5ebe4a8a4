import {
  recordState,
  webhookHeaders,
  type InvoiceNinjaClient,
  type Webhook,
} from '@unified-sync/invoice-ninja-client';
import type { Subscription, WebhookSubscriptions } from '../../connector.ts';
import { eventAt, hookEvents, hookPath, secretHeader } from './hook-events.ts';

export interface SubscriptionsOptions {
  readonly ninja: InvoiceNinjaClient;
  readonly connection: string;
  /** Where the provider reaches the worker, e.g. `https://sync.example.com`. */
  readonly publicUrl: string;
  /** Secrets that are accepted; new subscriptions get the first. */
  readonly secrets: readonly string[];
}

/**
 * Subscriptions of one connection: one for each event, since the provider takes one event each and its body
 * does not name it. The provider archives one as soon as its target answers 404, 405 or 410.
 */
export function createSubscriptions(options: SubscriptionsOptions): WebhookSubscriptions {
  const { ninja, connection, publicUrl, secrets } = options;
  const root = publicUrl.replace(/\/+$/, '');
  const urlOf = (name: string): string => `${root}${hookPath(connection, name)}`;

  function shown(webhook: Webhook): Subscription | undefined {
    const { id, target_url: url } = webhook;
    if (!url.startsWith(`${root}${hookPath(connection, '')}`)) return undefined;
    // A delete archives, and an archived one is listed for ever: it is as good as gone.
    if (recordState(webhook) !== 'active') return undefined;
    const event = eventAt(connection, url.slice(root.length));
    const headers = new Headers(webhookHeaders(webhook));
    const working = event?.eventId === webhook.event_id && headers.get(secretHeader) === secrets[0];
    return { id, url, name: event?.name ?? url.slice(root.length), working };
  }

  return {
    wanted: () => hookEvents.map(({ name }) => ({ name, url: urlOf(name) })),
    async list() {
      const found: Subscription[] = [];
      for await (const webhook of ninja.webhooks.list({ perPage: 100 })) {
        const subscription = shown(webhook);
        if (subscription !== undefined) found.push(subscription);
      }
      return found;
    },
    async create({ name, url }) {
      const event = hookEvents.find((one) => one.name === name);
      const [secret] = secrets;
      if (event === undefined || secret === undefined)
        throw new TypeError(
          `webhooks.create: ${event === undefined ? `there is no event "${name}"` : 'no secret is configured'}`,
        );
      const webhook = await ninja.webhooks.create({
        target_url: url,
        event_id: event.eventId,
        rest_method: 'post',
        headers: { [secretHeader]: secret },
      });
      return { id: webhook.id, name, url, working: true };
    },
    async remove(id) {
      await ninja.webhooks.delete(id);
    },
  };
}
