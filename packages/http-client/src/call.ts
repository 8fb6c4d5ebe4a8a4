import type { ApiError, ApiErrorContext } from './api-error.ts';
import type { HttpMethod, RequestOptions } from './http-client.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { requestUrl } from './request-url.ts';
import { secretsOf } from './sent-secrets.ts';
import type { ClientSettings } from './settings.ts';

/** One call of a client, from its first attempt to its last. */
export interface Call {
  settings: ClientSettings;
  method: HttpMethod;
  url: string;
  /** Made once: every attempt sends the same bytes, whatever the caller changes meanwhile. */
  body: Exclude<RequestOptions['body'], undefined> | undefined;
  /** Headers before the credentials. */
  headers: Headers;
  repeatable: boolean;
  /** The caller's own signal. */
  signal: AbortSignal | undefined;
  context: ApiErrorContext;
  /** When the call must be over, on the client's clock. */
  endsAt: number;
  /** The last failure, told as the cause when the deadline ends the call. */
  lastError: ApiError | undefined;
  /** Removes the client's secrets, and the ones that this call sent with these headers. */
  redactor(headers?: Headers): Redactor;
}

const safelyRepeated: ReadonlySet<HttpMethod> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

export function createCall(
  settings: ClientSettings,
  method: HttpMethod,
  path: string,
  options: RequestOptions,
  accept: string,
): Call {
  const headers = new Headers(options.headers);
  if (!headers.has('accept')) headers.set('accept', accept);
  const body = requestBody(options, headers);
  const url = requestUrl(settings.baseUrl, path, options.query);
  const redactor = (sent?: Headers): Redactor =>
    createRedactor([...settings.secrets, ...secretsOf(sent ?? headers, options)]);
  return {
    settings,
    method,
    url,
    body,
    headers,
    repeatable: options.repeatable ?? safelyRepeated.has(method),
    signal: options.signal,
    context: { provider: settings.provider, method, path },
    endsAt: settings.now() + settings.deadline,
    lastError: undefined,
    redactor,
  };
}

function requestBody({ json, body }: RequestOptions, headers: Headers): Call['body'] {
  if (json === undefined) return body;
  if (body !== undefined)
    throw new TypeError('json and body: expected one of them, got both. Leave one out.');
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return JSON.stringify(json);
}
