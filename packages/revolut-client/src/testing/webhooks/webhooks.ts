import { signHmac } from '@unified-sync/http-client';
import type { FailedEvent, WebhookEventName } from '../../entities/webhook.ts';
import type { Clock } from '../store/clock.ts';

/** A subscription with every secret that still signs. */
export interface Subscription {
  id: string;
  url: string;
  events: readonly string[];
  /** The newest first. */
  secrets: { value: string; expiresAt: number }[];
}

/** A try to deliver an event. */
export interface Attempt {
  subscriptionId: string;
  url: string;
  /** 1 to 4. */
  attempt: number;
  event: WebhookEventName;
  body: string;
  /** `undefined` where no answer came. */
  status: number | undefined;
}

/** The webhooks of a server, seen by a test. */
export interface Webhooks {
  /** Every try so far, oldest first. */
  readonly attempts: readonly Attempt[];
  /** Deliveries that wait: for `flush`, or for ten minutes to pass. */
  readonly pending: number;
  /** Sends what is due by the server's clock; with `all`, whatever waits, until nothing does. */
  flush(options?: { all?: boolean }): Promise<void>;
  /** Resolves when what has left was answered. */
  settled(): Promise<void>;
}

/** What the server does with its webhooks. */
export interface WebhookSender extends Webhooks {
  readonly subscriptions: Map<string, Subscription>;
  readonly failed: FailedEvent[];
  emit(event: WebhookEventName, data: unknown): void;
}

export interface WebhooksOptions {
  clock: Clock;
  createId: () => string;
  fetch: typeof globalThis.fetch;
  mode: 'immediate' | 'manual';
}

interface Pending {
  subscription: Subscription;
  event: WebhookEventName;
  body: string;
  attempt: number;
  dueAt: number;
  createdAt: string;
}

/** One delivery and three more, ten minutes apart (guide "About webhooks"). */
const mostAttempts = 4;
const retryAfter = 600_000;

export function createWebhooks({ clock, createId, fetch, mode }: WebhooksOptions): WebhookSender {
  const subscriptions = new Map<string, Subscription>();
  const attempts: Attempt[] = [];
  const failed: FailedEvent[] = [];
  let waiting: Pending[] = [];
  let sending: Promise<void> = Promise.resolve();

  async function attempt(pending: Pending): Promise<void> {
    const { subscription, event, body } = pending;
    const timestamp = String(clock.now());
    const live = subscription.secrets.filter(({ expiresAt }) => expiresAt > clock.now());
    const signatures = await Promise.all(
      live.map(
        async ({ value }) => `v1=${await signHmac({ secret: value, payload: `v1.${timestamp}.${body}` })}`,
      ),
    );
    const status = await post(fetch, subscription.url, body, {
      'Revolut-Request-Timestamp': timestamp,
      'Revolut-Signature': signatures.join(','),
    });
    const { id: subscriptionId, url } = subscription;
    attempts.push({ subscriptionId, url, attempt: pending.attempt, event, body, status });
    if (status !== undefined && status < 400) return;
    if (pending.attempt < mostAttempts) {
      waiting.push({ ...pending, attempt: pending.attempt + 1, dueAt: clock.now() + retryAfter });
      return;
    }
    failed.push({
      id: createId(),
      created_at: pending.createdAt,
      updated_at: clock.instant(),
      webhook_id: subscriptionId,
      webhook_url: url,
      payload: JSON.parse(body),
      last_sent_date: clock.instant(),
    });
  }

  /** One after the other: nobody promises an order, but a test may rely on one. */
  function send(batch: readonly Pending[]): Promise<void> {
    for (const pending of batch)
      sending = sending.then(async () => {
        if (subscriptions.has(pending.subscription.id)) await attempt(pending);
      });
    return sending;
  }

  return {
    subscriptions,
    attempts,
    failed,
    get pending() {
      return waiting.length;
    },
    settled: async () => await sending,
    async flush({ all = false } = {}) {
      // With `all`, each round leaves the next tries behind, until there are none.
      for (let rounds = all ? mostAttempts : 1; rounds > 0; rounds -= 1) {
        await sending;
        const due = waiting.filter(({ dueAt }) => all || dueAt <= clock.now());
        waiting = waiting.filter((pending) => !due.includes(pending));
        await send(due);
      }
    },
    emit(event, data) {
      const createdAt = clock.instant();
      const body = JSON.stringify({ event, timestamp: createdAt, data });
      const batch = [...subscriptions.values()]
        .filter(({ events }) => events.includes(event))
        .map((subscription) => ({ subscription, event, body, attempt: 1, dueAt: clock.now(), createdAt }));
      if (mode === 'manual') waiting.push(...batch);
      else void send(batch);
    },
  };
}

/** The status of the answer; `undefined` where none came. */
async function post(
  fetch: typeof globalThis.fetch,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    // Nobody is told: it is tried again.
    return undefined;
  }
}
