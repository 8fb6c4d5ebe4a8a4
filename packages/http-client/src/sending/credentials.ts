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

/**
 * An error that is not ours stays itself where it shows nothing: `Headers.set` quotes a value that it
 * refuses, and an error of an HTTP library may hold its request.
 */
export function withoutSecrets(call: Call, sent: Headers, error: unknown): unknown {
  if (ApiError.isInstance(error)) return error;
  const redactor = callRedactor(call, sent);
  if (!(error instanceof Error) || error.cause !== undefined) return redactor.value(error);
  const own: unknown[] = Object.values(error);
  const shown = [error.message, error.stack ?? '', ...own].join('\n');
  const holdsObjects = own.some((value) => typeof value === 'object' && value !== null);
  return holdsObjects || redactor.text(shown) !== shown ? redactor.value(error) : error;
}
