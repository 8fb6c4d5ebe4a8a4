import type { ApiError, ApiErrorContext } from '../api-error.ts';
import type { HttpMethod, RequestOptions } from './request-options.ts';
import type { ClientSettings } from './client-settings.ts';
import { requestBody } from './request-body.ts';
import { requestHeaders } from './request-headers.ts';
import { requestUrl } from './request-url.ts';

/** One call of a client, from its first attempt to its last. */
export interface Call {
  settings: ClientSettings;
  options: RequestOptions;
  method: HttpMethod;
  path: string;
  url: string;
  /** Made once: every attempt sends the same bytes, whatever the caller changes meanwhile. */
  body: RequestOptions['body'];
  /** Headers before the credentials. */
  headers: Headers;
  repeatable: boolean;
  /** When the call must be over, on the client's clock. */
  endsAt: number;
  /** Attempts that were handed to `fetch`. */
  attempts: number;
  /** The last failure, told as the cause when the deadline ends the call. */
  lastError: ApiError | undefined;
  /** Set when the deadline has passed: no attempt follows this error. */
  ended: ApiError | undefined;
}

const safelyRepeated: ReadonlySet<HttpMethod> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'SEARCH']);

/** @throws {TypeError} naming what is wrong with the path, the query, the headers or the body. */
export function createCall(
  settings: ClientSettings,
  method: HttpMethod,
  path: string,
  options: RequestOptions,
  accept: string,
): Call {
  return {
    settings,
    options,
    method,
    path,
    url: requestUrl(settings.baseUrl, path, options.query),
    body: requestBody(options),
    headers: requestHeaders(options, accept),
    repeatable: options.repeatable ?? safelyRepeated.has(method),
    endsAt: settings.now() + settings.deadline,
    attempts: 0,
    lastError: undefined,
    ended: undefined,
  };
}

/** What an error, a log line or a metric may show of a call; a path may hold a secret, e.g. an invitation's key. */
export function contextOf({ settings, method, path }: Call): ApiErrorContext {
  return { provider: settings.provider, method, path: settings.redactor.text(path) };
}
