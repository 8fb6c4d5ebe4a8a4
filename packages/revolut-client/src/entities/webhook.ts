import { z } from 'zod';
import { id, instant, openEnum, text } from './fields.ts';

/** All events there are. */
export type WebhookEventName =
  | 'TransactionCreated'
  | 'TransactionStateChanged'
  | 'PayoutLinkCreated'
  | 'PayoutLinkStateChanged';

/** A subscription, as lists and updates show it: without its secret. */
export const webhookSchema = z.looseObject({
  id,
  url: text,
  events: z.array(openEnum<WebhookEventName>()).optional(),
});

export type Webhook = z.infer<typeof webhookSchema>;

/** A subscription with the secret that signs its deliveries. */
export const webhookWithSecretSchema = webhookSchema.extend({ signing_secret: text });

export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

/** A delivery that failed four times. `payload` is the body as it would have come. */
export const failedEventSchema = z.looseObject({
  id,
  created_at: instant,
  updated_at: instant,
  webhook_id: id,
  webhook_url: text.optional(),
  payload: z.unknown(),
  last_sent_date: instant.optional(),
});

export type FailedEvent = z.infer<typeof failedEventSchema>;
