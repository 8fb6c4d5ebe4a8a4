import { headerValue, verifyHmac, type WebhookHeaders } from '@unified-sync/http-client';

/** A delivery, as it came in. */
export interface WebhookDelivery {
  headers: WebhookHeaders;
  /** The raw body, before any parser: PHP writes `\/` and `\u00e9`, which printed JSON does not bring back. */
  body: string | Uint8Array;
  /** Every secret that is valid now: while one is changed, both. */
  secrets: readonly string[];
}

/** The header of the signature. */
export const webhookSignatureHeader = 'Webhook-Signature';

/**
 * True when Mautic sent this body: base64 of HMAC-SHA256 over its raw bytes with the hook's secret, in constant
 * time (`WebhookBundle/Http/Client.php`). **A replay verifies too**: neither a time nor an id is signed.
 *
 * @throws {TypeError} without a secret, or with an empty one.
 */
export async function verifyWebhook({ headers, body, secrets }: WebhookDelivery): Promise<boolean> {
  const signature = headerValue(headers, webhookSignatureHeader)?.trim() ?? '';
  // 44 characters, with padding: hex text would decode as base64 as well.
  const isShaped = /^[A-Za-z\d+/]{43}=$/.test(signature);
  const isRight = await verifyHmac({ secrets, payload: body, signature, encoding: 'base64' });
  return isShaped && isRight;
}
