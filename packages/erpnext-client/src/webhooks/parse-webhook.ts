import { z } from 'zod';

const bodySchema = z.looseObject({
  event: z.string(),
  doctype: z.string(),
  name: z.union([z.string(), z.int()]),
  modified: z.string().nullish(),
});

/** A delivery of a webhook that was made with `webhookTemplate`. */
export type WebhookNotice = z.infer<typeof bodySchema>;

/**
 * Reads a delivery, whatever its content type: Frappe sends none unless a header row says so.
 *
 * @throws {TypeError} for a body that `webhookTemplate` did not shape.
 */
export function parseWebhook(body: string | Uint8Array): WebhookNotice {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const parsed = bodySchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new TypeError(
    'body: expected JSON with event, doctype and name. Give the webhook the template of `webhookTemplate`.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
