import type { EntityName } from '../records/entity-data.ts';
import { between, type Random } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import type { WebhookData } from '../records/webhook.ts';
import { deliver, recordOf, type DeliverOptions, type PendingDelivery } from './deliver.ts';
import { eventIds, type EventName } from './event-ids.ts';
import type { WebhookChaos, WebhookDelivery, WebhookMode } from './webhook-log.ts';

/** The webhooks of a server, seen by a test. */
export interface Webhooks {
  mode: WebhookMode;
  chaos: WebhookChaos;
  /** Every delivery so far, oldest first. */
  readonly deliveries: readonly WebhookDelivery[];
  /** Deliveries that wait for `flush`, or for their time. */
  readonly pending: number;
  /** Sends what waits; with `dueOnly`, only what a queue worker would have sent by now. */
  flush(options?: { dueOnly?: boolean }): Promise<void>;
  /** Resolves when everything that has left has been answered. */
  settled(): Promise<void>;
}

/** What the server does with its webhooks. */
export interface WebhookSender extends Webhooks {
  /** Something happened to a row. */
  emit(entity: EntityName, event: EventName, row: Row): void;
  /** Sends a record to one subscription, whatever it is subscribed to. */
  resend(subscription: Row<WebhookData>, entity: EntityName, row: Row): void;
}

/** What the webhooks are made of. */
export interface WebhooksOptions extends DeliverOptions {
  readonly random: Random;
  readonly mode: WebhookMode;
  readonly chaos: WebhookChaos;
}

/** Milliseconds that a queue worker keeps the events of payments back. */
const paymentDelays: Readonly<Partial<Record<EventName, number>>> = { create: 20_000 };
const otherPaymentDelay = 25_000;

export function createWebhooks({ random, mode, chaos, ...options }: WebhooksOptions): WebhookSender {
  const { installation } = options;
  const deliveries: WebhookDelivery[] = [];
  let waiting: PendingDelivery[] = [];
  let sending = Promise.resolve();

  const leave = (pending: PendingDelivery): void => {
    // One after the other: the receiver sees them in the order in which they left.
    sending = sending.then(async () => await sendOne(pending));
  };
  const sendOne = async (pending: PendingDelivery): Promise<void> => {
    const { drop = 0, duplicate = 0 } = webhooks.chaos;
    if (random() < drop) {
      const { id } = pending.subscription;
      deliveries.push({ ...recordOf(pending, id), body: undefined, outcome: 'dropped', status: undefined });
      return;
    }
    const times = random() < duplicate ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the second one comes after the first one's answer
      const delivery = await deliver(options, pending);
      if (delivery !== undefined) deliveries.push(delivery);
    }
  };
  const wait = (pending: PendingDelivery): void => {
    waiting.push(pending);
    if (webhooks.mode === 'manual') return;
    const release = (): void => {
      const next =
        webhooks.chaos.reorder === true ? between(random, 0, waiting.length - 1) : waiting.indexOf(pending);
      for (const released of waiting.splice(next, 1)) leave(released);
    };
    const delay = webhooks.mode === 'queued' ? pending.dueAt - installation.clock.now() : 0;
    if (delay > 0) setTimeout(release, delay);
    else queueMicrotask(release);
  };

  const webhooks: WebhookSender = {
    mode,
    chaos,
    deliveries,
    get pending() {
      return waiting.length;
    },
    async flush({ dueOnly = false } = {}) {
      const now = installation.clock.now();
      const leaving = waiting.filter(({ dueAt }) => !dueOnly || dueAt <= now);
      waiting = waiting.filter((pending) => !leaving.includes(pending));
      while (leaving.length > 0) {
        const next = webhooks.chaos.reorder === true ? between(random, 0, leaving.length - 1) : 0;
        for (const pending of leaving.splice(next, 1)) leave(pending);
      }
      await sending;
    },
    async settled() {
      let seen: Promise<void>;
      do {
        // What waits for a microtask leaves first; what a receiver causes comes after.
        await Promise.resolve();
        seen = sending;
        await seen;
      } while (seen !== sending);
    },
    emit(entity, event, row) {
      const eventId = eventIds[entity]?.[event];
      if (eventId === undefined) return;
      const found = installation.tables.webhooks.lookup('event', row.companyKey, String(eventId));
      const delay = entity === 'payments' ? (paymentDelays[event] ?? otherPaymentDelay) : 0;
      const dueAt = installation.clock.now() + delay;
      for (const subscription of found.filter(({ archivedAt }) => archivedAt === 0)) {
        wait({ subscription, eventId, entity, event, key: row.key, dueAt });
      }
    },
    resend(subscription, entity, row) {
      const eventId = Number(subscription.data.event_id);
      wait({ subscription, eventId, entity, event: 'update', key: row.key, dueAt: installation.clock.now() });
    },
  };
  return webhooks;
}
