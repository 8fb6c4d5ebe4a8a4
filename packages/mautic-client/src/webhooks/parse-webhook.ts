import { z } from 'zod';
import { type WebhookEventName, webhookItemSchemas } from './webhook-events.ts';

type Items = typeof webhookItemSchemas;

/** An event that this client knows. Take it for a hint and read the record: it may be stale, and may come twice. */
export type KnownWebhookEvent = {
  [Name in WebhookEventName]: {
    event: Name;
    /** When it was queued: ISO 8601 with offset; `undefined` in a test of the web page. */
    timestamp: string | undefined;
    data: z.infer<Items[Name]>;
  };
}[WebhookEventName];

/** An event of a plugin or of a version that is newer than this client. */
export interface UnknownWebhookEvent {
  event: 'unknown';
  /** As Mautic names it. */
  name: string;
  timestamp: string | undefined;
  data: unknown;
}

export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;

const bodySchema = z.record(z.string(), z.unknown());
const stamped = z.looseObject({ timestamp: z.string().optional() });

/**
 * Reads the body of a delivery that {@link verifyWebhook} found good: one body may hold several events, and
 * several of one name. The order is the order of the body.
 *
 * @throws {TypeError} for a body that holds no events, or one of a known name with another shape. Answer
 *   2xx nevertheless, once the raw body is stored: Mautic sends nothing again that got an answer, and a hook
 *   whose first delivery fails is unpublished at once.
 */
export function parseWebhook(body: string | Uint8Array): WebhookEvent[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const parsed = bodySchema.safeParse(parseJson(text));
  if (!parsed.success) throw new TypeError('parseWebhook: the body is no object of events by name.');
  const events: WebhookEvent[] = [];
  for (const [name, value] of Object.entries(parsed.data)) {
    // The test button of the web page puts a bare `timestamp` beside the events.
    if (typeof value !== 'object' || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) events.push(readItem(name, item));
  }
  return events;
}

function readItem(name: string, item: unknown): WebhookEvent {
  const { timestamp } = stamped.safeParse(item).data ?? {};
  if (!isKnown(name)) return { event: 'unknown', name, timestamp, data: item };
  const result = webhookItemSchemas[name].safeParse(item);
  if (!result.success) {
    const where = result.error.issues.map(({ path }) => path.join('.') || '(root)');
    throw new TypeError(`parseWebhook: an item is no ${name}: look at ${where.slice(0, 5).join(', ')}.`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this very event has checked the data
  return { event: name, timestamp, data: result.data } as KnownWebhookEvent;
}

const isKnown = (name: string): name is WebhookEventName => Object.hasOwn(webhookItemSchemas, name);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
