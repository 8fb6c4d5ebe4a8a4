import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** The headers of the next attempt, with fresh credentials. */
export async function authorizedHeaders(call: Call, refused?: string): Promise<Headers> {
  const headers = new Headers(call.headers);
  try {
    await call.settings.authorize?.(headers, refused);
  } catch (error) {
    throw withoutSecrets(call, error);
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

/** `Headers.set` quotes a value that it refuses, so an error of `authorize` may show a token. */
function withoutSecrets(call: Call, error: unknown): unknown {
  if (!(error instanceof Error) || ApiError.isInstance(error)) return error;
  const redactor = call.redactor();
  const shown = `${error.message} ${error.stack ?? ''}`;
  return redactor.text(shown) === shown && error.cause === undefined ? error : redactor.value(error);
}
