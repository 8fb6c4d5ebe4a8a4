import { z } from 'zod';
import { id, instant, openEnum, text } from '../entities/fields.ts';
import { transactionSchema, type TransactionState } from '../entities/transaction.ts';
import type { PayoutLinkState } from '../entities/payout-link.ts';

const envelope = { timestamp: instant };
const change = { id, request_id: text.optional() };

/** The bodies of webhooks, by event: all there are. */
export const webhookBodySchemas = {
  TransactionCreated: z.looseObject({
    ...envelope,
    event: z.literal('TransactionCreated'),
    data: transactionSchema,
  }),
  /** Without legs: read the transaction. */
  TransactionStateChanged: z.looseObject({
    ...envelope,
    event: z.literal('TransactionStateChanged'),
    data: z.looseObject({
      ...change,
      old_state: openEnum<TransactionState>(),
      new_state: openEnum<TransactionState>(),
    }),
  }),
  PayoutLinkCreated: z.looseObject({
    ...envelope,
    event: z.literal('PayoutLinkCreated'),
    data: z.looseObject({ ...change, state: openEnum<PayoutLinkState>().optional() }),
  }),
  PayoutLinkStateChanged: z.looseObject({
    ...envelope,
    event: z.literal('PayoutLinkStateChanged'),
    data: z.looseObject({
      ...change,
      old_state: openEnum<PayoutLinkState>(),
      new_state: openEnum<PayoutLinkState>(),
    }),
  }),
};

type Bodies = typeof webhookBodySchemas;

/** An event that this client knows. Take it for a hint and read the record: events come late and twice. */
export type KnownWebhookEvent = { [Name in keyof Bodies]: z.infer<Bodies[Name]> }[keyof Bodies];

/** An event of a kind that is newer than this client. */
export interface UnknownWebhookEvent {
  event: 'unknown';
  /** As Revolut names it. */
  name: string;
  timestamp: string;
  data: unknown;
}

export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;

const anySchema = z.looseObject({ event: text, timestamp: instant, data: z.looseObject({}) });

/**
 * Reads the body of a delivery that {@link verifyWebhook} found good.
 *
 * @throws {TypeError} for a body that is no event, or one of a known kind with another shape.
 */
export function parseWebhook(body: string | Uint8Array): WebhookEvent {
  const value = parsed(typeof body === 'string' ? body : new TextDecoder().decode(body));
  const any = anySchema.safeParse(value);
  if (!any.success) throw misfit('event', any.error);
  const { event: name, timestamp, data } = any.data;
  if (!isKnown(name)) return { event: 'unknown', name, timestamp, data };
  const result = webhookBodySchemas[name].safeParse(value);
  if (!result.success) throw misfit(name, result.error);
  return result.data;
}

/** The same for a delivery that comes again: there is no id of events or deliveries. */
export function webhookKey(event: WebhookEvent): string {
  const { timestamp } = event;
  const { id: of, new_state } = keySchema.parse(event.data);
  const name = event.event === 'unknown' ? event.name : event.event;
  return [name, of, new_state ?? '', timestamp].join(' ');
}

const keySchema = z.looseObject({
  id: z.string().optional(),
  new_state: z.string().optional().catch(undefined),
});

const isKnown = (name: string): name is keyof Bodies => Object.hasOwn(webhookBodySchemas, name);

function misfit(name: string, { issues }: z.ZodError): TypeError {
  const where = issues.slice(0, 5).map(({ path }) => path.join('.') || '(root)');
  return new TypeError(`parseWebhook: the body is no ${name}: look at ${where.join(', ')}.`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
