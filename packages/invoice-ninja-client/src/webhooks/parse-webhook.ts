import { z } from 'zod';
import { clientSchema } from '../entities/client.ts';
import { creditSchema } from '../entities/credit.ts';
import { expenseSchema } from '../entities/expense.ts';
import { invoiceSchema } from '../entities/invoice.ts';
import { paymentSchema } from '../entities/payment.ts';
import { productSchema } from '../entities/product.ts';
import { projectSchema } from '../entities/project.ts';
import { quoteSchema } from '../entities/quote.ts';
import { taskSchema } from '../entities/task.ts';
import { vendorSchema } from '../entities/vendor.ts';
import { webhookEvents, type WebhookEventId, type WebhookEventName } from './webhook-events.ts';

/** The bodies of webhooks, by kind of record: the bare record, without envelope, event or delivery id. */
export const webhookBodySchemas = {
  client: clientSchema,
  invoice: invoiceSchema,
  quote: quoteSchema,
  payment: paymentSchema,
  vendor: vendorSchema,
  expense: expenseSchema,
  task: taskSchema,
  project: projectSchema,
  credit: creditSchema,
  product: productSchema,
  purchase_order: z.looseObject({ id: z.string(), updated_at: z.int() }),
};

type Bodies = typeof webhookBodySchemas;

/** What a webhook tells: something happened to this record. Its state may be newer than the event. */
export type WebhookNotice = {
  [Entity in keyof Bodies]: { event: WebhookEventName; entity: Entity; data: z.infer<Bodies[Entity]> };
}[keyof Bodies];

/** A webhook call, as the receiver knows it. */
export interface WebhookCall {
  /** Which event the called address stands for: the body does not say. */
  eventId: WebhookEventId;
  /** The raw body. */
  body: string;
}

/**
 * Reads the body of a webhook. Take it for a hint and read the record again: there is no signature, a lost
 * delivery is not repeated, and two quick changes may both show the second one.
 *
 * @throws {TypeError} for an event that does not exist, or a body of another shape. Answer 400, never 404,
 *   405 or 410: these end the subscription.
 */
export function parseWebhook({ eventId, body }: WebhookCall): WebhookNotice {
  const event = eventNames.get(eventId);
  if (event === undefined) throw new TypeError('parseWebhook: eventId: expected one of webhookEvents.');
  const entity = event.slice(event.indexOf('_') + 1);
  if (!isEntity(entity)) throw new TypeError(`parseWebhook: ${event} is of no known kind.`);
  const result = webhookBodySchemas[entity].safeParse(parseJson(body));
  if (!result.success) {
    const where = result.error.issues.map(({ path }) => path.join('.') || '(root)');
    throw new TypeError(`parseWebhook: the body is no ${entity}: look at ${where.slice(0, 5).join(', ')}.`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this very entity has checked the data
  return { event, entity, data: result.data } as WebhookNotice;
}

const eventNames: ReadonlyMap<unknown, WebhookEventName> = new Map(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the names of the keys
  (Object.entries(webhookEvents) as [WebhookEventName, string][]).map(([name, id]) => [id, name]),
);

const isEntity = (name: string): name is keyof Bodies => Object.hasOwn(webhookBodySchemas, name);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
