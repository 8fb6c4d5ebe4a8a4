import { ApiError } from '../api-error.ts';
import { callRedactor } from '../redaction/call-redactor.ts';
import type { Call } from '../request/call.ts';

/** The headers of the next attempt, with fresh credentials. */
export async function authorizedHeaders(call: Call, refused?: string): Promise<Headers> {
  const headers = new Headers(call.headers);
  try {
    await call.settings.authorize?.(headers, refused);
  } catch (error) {
    throw withoutSecrets(call, headers, error);
  }
  return headers;
}

/** After a 401: headers with other credentials than the refused ones, or `undefined` where there are none. */
export async function renewedHeaders(call: Call, sent: Headers): Promise<Headers | undefined> {
  const refused = sent.get('authorization');
  if (refused === null || call.settings.authorize === undefined) return undefined;
  const headers = await authorizedHeaders(call, refused);
  return headers.get('authorization') === refused ? undefined : headers;
}

/** An error that is not ours stays itself, unless it shows a secret: `Headers.set` quotes what it refuses. */
export function withoutSecrets(call: Call, sent: Headers, error: unknown): unknown {
  if (!(error instanceof Error) || ApiError.isInstance(error)) return error;
  const redactor = callRedactor(call, sent);
  const shown = [error.message, error.stack ?? ''].join('\n');
  return redactor.text(shown) === shown && error.cause === undefined ? error : redactor.value(error);
}
