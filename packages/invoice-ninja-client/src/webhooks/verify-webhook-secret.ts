import { equalConstantTime, headerValue, type WebhookHeaders } from '@unified-sync/http-client';

/** What proves that a webhook comes from the own subscription. */
export interface WebhookSecretCheck {
  headers: WebhookHeaders;
  /** Name of the header that the subscription was created with. */
  header: string;
  /** Every secret that is valid now: during a rotation both the old and the new one. */
  secrets: readonly string[];
}

/**
 * Checks the shared secret of a webhook, in constant time. Invoice Ninja signs nothing: the only proof is
 * what you put into `headers` of the subscription yourself.
 *
 * @throws {TypeError} without a secret, or with an empty one: nothing could be told from the answer.
 * @example
 * await ninja.webhooks.create({ target_url, event_id: webhookEvents.update_invoice, headers: { 'X-Hook-Secret': secret } });
 * // … in the receiver:
 * if (!(await verifyWebhookSecret({ headers, header: 'X-Hook-Secret', secrets: [secret] }))) return new Response(null, { status: 401 });
 */
export async function verifyWebhookSecret({
  headers,
  header,
  secrets,
}: WebhookSecretCheck): Promise<boolean> {
  if (secrets.length === 0 || secrets.includes(''))
    throw new TypeError(
      'secrets: expected at least one, and none of them empty. Configure the secret of the webhook.',
    );
  const sent = headerValue(headers, header);
  // Each of them, whichever it is: the time must not tell either.
  const checks = secrets.map((secret) => equalConstantTime(sent ?? '', secret));
  return sent !== undefined && checks.includes(true);
}
