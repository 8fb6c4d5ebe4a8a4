import { signHmac } from '@unified-sync/http-client';
import { isoTime } from '../http/present-contact.ts';
import type { Row } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

/** One delivery. */
export interface WebhookDelivery {
  hookId: number;
  url: string;
  body: string;
  headers: Record<string, string>;
  /** Of the receiver; `undefined` where none answered. */
  status: number | undefined;
}

/** The webhooks of the mock server. */
export interface Webhooks {
  emit(event: string, item: Record<string, unknown>): void;
  /** In queue mode: what the cron job does. Sends what waits, up to ten events in one body. */
  process(): Promise<void>;
  /** Waits for what is being sent. */
  settled(): Promise<void>;
  readonly deliveries: readonly WebhookDelivery[];
  /** Events that wait, in queue mode. */
  readonly queued: number;
}

export interface WebhooksOptions {
  store: Store;
  /** `immediate`: sent at once, and lost on any failure. `queue`: stored, and sent by `process`. */
  mode: 'immediate' | 'queue';
  fetch: typeof globalThis.fetch;
  siteUrl: string;
}

interface Queued {
  event: string;
  item: Record<string, unknown>;
}

/** `webhook_limit`. */
const eventsInOne = 10;

/**
 * `WebhookBundle/Model/WebhookModel.php`: any answer consumes the events, whatever its status; only a broken
 * connection keeps those of the queue. A hook without a success in its log is unpublished by its first failure.
 */
export function createWebhooks({ store, mode, fetch, siteUrl }: WebhooksOptions): Webhooks {
  const deliveries: WebhookDelivery[] = [];
  const queues = new Map<number, Queued[]>();
  const succeeded = new Set<number>();
  let sending: Promise<void> = Promise.resolve();

  async function deliver(hook: Row, events: readonly Queued[]): Promise<boolean> {
    const byName: Record<string, unknown[]> = {};
    for (const { event, item } of events) (byName[event] ??= []).push(item);
    const body = phpJson(byName);
    const secret = typeof hook['secret'] === 'string' ? hook['secret'] : '';
    const headers = {
      'Content-Type': 'application/json',
      'X-Origin-Base-URL': siteUrl,
      'Webhook-Signature': secret === '' ? '' : await signHmac({ secret, payload: body, encoding: 'base64' }),
    };
    const url = String(hook['webhookUrl']);
    let status: number | undefined;
    try {
      ({ status } = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' }));
    } catch {
      status = undefined; // No answer came: the queue keeps the events, which the result below says.
    }
    deliveries.push({ hookId: hook.id, url, body, headers, status });
    judge(hook, status);
    return status !== undefined;
  }

  function judge(hook: Row, status: number | undefined): void {
    if (status !== undefined && status >= 200 && status < 300) succeeded.add(hook.id);
    // 410 ends it at once, and so does any failure while nothing has succeeded yet (`isSick`).
    else if (status === 410 || !succeeded.has(hook.id)) hook['isPublished'] = false;
  }

  const listeners = (event: string): Row[] =>
    store.plain.hooks
      .all()
      .filter(({ isPublished, triggers }) => isPublished !== false && [triggers].flat().includes(event));

  return {
    deliveries,
    get queued() {
      return [...queues.values()].reduce((sum, { length }) => sum + length, 0);
    },
    emit(event, item) {
      const stamped = { ...item, timestamp: isoTime(store.now()) };
      for (const hook of listeners(event)) {
        if (mode === 'queue') queues.set(hook.id, [...(queues.get(hook.id) ?? []), { event, item: stamped }]);
        else
          sending = sending.then(async () => {
            await deliver(hook, [{ event, item: stamped }]);
          });
      }
    },
    async process() {
      for (const [id, waiting] of queues) {
        while (waiting.length > 0) {
          const hook = store.plain.hooks.get(id);
          if (hook === undefined || hook['isPublished'] === false) break;
          const chunk = waiting.slice(0, eventsInOne);
          if (!(await deliver(hook, chunk))) break;
          waiting.splice(0, chunk.length);
        }
      }
    },
    settled: async () => await sending,
  };
}

/** As `json_encode` of PHP writes it: `\/`, and `\uXXXX` for all but ASCII. */
export const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
