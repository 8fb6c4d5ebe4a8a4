import type { Webhook } from '../entities/webhook.ts';

/** The headers of a subscription as an object: where there are none, the provider sends an empty list. */
export const webhookHeaders = ({ headers }: Pick<Webhook, 'headers'>): Record<string, string> =>
  Array.isArray(headers)
    ? {}
    : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
