import { headerValue, verifyHmac, type WebhookHeaders } from '@unified-sync/http-client';

/** What proves that a webhook comes from the site. */
export interface WebhookCheck {
  headers: WebhookHeaders;
  /** The raw bytes as they came. Parsed and printed again they are others: Python prints `100.0` and `\u00fc`. */
  body: string | Uint8Array;
  /** Every secret that is valid now: during a rotation both the old and the new one. */
  secrets: readonly string[];
}

/** Header of the signature; sent only with "Enable Security" (`integrations/doctype/webhook/webhook.py`). */
export const signatureHeader = 'X-Frappe-Webhook-Signature';

/**
 * True when the body was signed with one of the secrets: base64 of its HMAC-SHA256. There is no timestamp
 * and no id in it, so a copy of an old delivery passes: take it for a hint, and read the document.
 *
 * @throws {TypeError} without a secret, or with an empty one: nothing could be told from the answer.
 * @example
 * if (!(await verifyWebhook({ headers, body, secrets: [secret] }))) return new Response(null, { status: 401 });
 */
export async function verifyWebhook({ headers, body, secrets }: WebhookCheck): Promise<boolean> {
  const signature = headerValue(headers, signatureHeader);
  const checked = await verifyHmac({
    secrets,
    payload: body,
    signature: signature ?? '',
    encoding: 'base64',
  });
  return signature !== undefined && checked;
}
