import { z } from 'zod';
import { flag, hashedId, openEnum, stamp, text } from './fields.ts';

/** A webhook subscription to one event (`WebhookTransformer`). Its `target_url` and `headers` hold your secret. */
export const webhookSchema = z.looseObject({
  ...stamp,
  user_id: hashedId,
  company_id: hashedId,
  is_deleted: flag,
  target_url: text,
  /** A number as text: see `webhookEvents`. */
  event_id: text,
  format: text,
  rest_method: openEnum<'post' | 'put'>(),
  /** An empty list stands for no headers: see `webhookHeaders`. */
  headers: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).length(0)]),
});

export type Webhook = z.infer<typeof webhookSchema>;
