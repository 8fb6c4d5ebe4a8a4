import { headerValue, isTimestampFresh, verifyHmac, type WebhookHeaders } from '@unified-sync/http-client';

/** A delivery, as it came in. */
export interface WebhookDelivery {
  headers: WebhookHeaders;
  /** The raw body, before any parser: printed JSON is other text. */
  body: string | Uint8Array;
  /** Every secret (`wsk_…`) that is valid now: during a rotation both. */
  secrets: readonly string[];
  /** Milliseconds that the sender's clock may differ either way. @default 300_000 */
  tolerance?: number;
  /** @default Date.now */
  now?: () => number;
}

/** Revolut's headers. `x-revolut-signature` is not among them. */
export const webhookHeaders = {
  signature: 'Revolut-Signature',
  timestamp: 'Revolut-Request-Timestamp',
} as const;

/**
 * True when Revolut sent this body, within five minutes: HMAC-SHA256 over `v1.<timestamp>.<raw body>` with
 * one of the secrets, in constant time (guide "Verify the payload signature"). The timestamp is in
 * **milliseconds**; during a rotation the header holds several signatures, of which one must fit. A
 * delivery without headers is not from Revolut.
 *
 * @throws {TypeError} without a secret, or with an empty one.
 */
export async function verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
  const { headers, body, secrets, tolerance = 300_000, now = Date.now } = delivery;
  const timestamp = headerValue(headers, webhookHeaders.timestamp) ?? '';
  const signatures = (headerValue(headers, webhookHeaders.signature) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part.startsWith('v1='))
    .map((part) => part.slice('v1='.length));
  // Asked for in any case, so that a missing secret is told and not taken for a false signature.
  const isSigned = await verifyHmac({
    secrets,
    payload: signedBytes(timestamp, body),
    signature: signatures,
  });
  if (!/^\d{1,15}$/.test(timestamp)) return false;
  return isSigned && isTimestampFresh({ timestamp: Number(timestamp), tolerance, now });
}

function signedBytes(timestamp: string, body: string | Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`v1.${timestamp}.`);
  const rest = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const bytes = new Uint8Array(head.length + rest.length);
  bytes.set(head);
  bytes.set(rest, head.length);
  return bytes;
}
