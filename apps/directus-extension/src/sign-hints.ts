import { createHmac } from 'node:crypto';

/** Name of the header with the time of signing: milliseconds since 1970. */
const timestampHeader = 'x-unified-sync-timestamp';

/** Name of the header with the signature, `v1=` and hex. */
const signatureHeader = 'x-unified-sync-signature';

/**
 * The headers that let the worker tell that hints are ours and fresh: HMAC-SHA256 over
 * `<timestamp>.<body>`, the bytes of the body as they are sent.
 */
export function signHints(body: string, secret: string, timestamp: number): Record<string, string> {
  // Not WebCrypto: it is no global of Node 18, which the images of Directus 10 bring.
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { [timestampHeader]: String(timestamp), [signatureHeader]: `v1=${signature}` };
}
