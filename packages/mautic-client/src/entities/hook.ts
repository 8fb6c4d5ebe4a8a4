import { z } from 'zod';
import { named, openEnum, text } from './fields.ts';
import type { WebhookEventName } from '../webhooks/webhook-events.ts';

/** A webhook subscription. `secret` comes in clear: keep the record out of logs. */
export const hookSchema = z.looseObject({
  ...named,
  webhookUrl: text,
  secret: text.nullish(),
  eventsOrderbyDir: openEnum<'ASC' | 'DESC'>().nullish(),
  triggers: z.array(openEnum<WebhookEventName>()),
});
export type Hook = z.infer<typeof hookSchema>;
