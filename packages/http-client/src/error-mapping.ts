import {
  type ApiError,
  type ApiErrorContext,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  HttpStatusError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  ValidationError,
} from './api-error.ts';
import type { Call } from './call.ts';
import { requestIdOf } from './request-id.ts';
import { parseRetryAfter } from './retry-after.ts';

const retryableStatus: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const classByStatus: Readonly<Record<number, new (message: string, options: ApiErrorOptions) => ApiError>> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  410: NotFoundError,
  412: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

/** Names a call in a message: provider, method and path, never its query. */
export const callName = ({ provider, method, path }: ApiErrorContext): string =>
  `${provider}: ${method} ${path}`;

/** The context of an error: the path may hold a secret, such as the key of an invitation. */
export function errorContext(call: Call, headers: Headers): ApiErrorContext {
  return { ...call.context, path: call.redactor(headers).text(call.context.path) };
}

/** Gives an answer outside 200-299 its class: the client's, or else the one of its status. */
export function answerError(call: Call, headers: Headers, response: Response, text: string): ApiError {
  const { mapError, now } = call.settings;
  const redactor = call.redactor(headers);
  const data = redactor.value(parsed(text));
  const requestId = requestIdOf(response.headers);
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'), now());
  const context = {
    ...errorContext(call, headers),
    status: response.status,
    ...(requestId !== undefined && { requestId: redactor.text(requestId) }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
  return mapError?.({ ...context, headers: response.headers, data }) ?? statusError(context, response, data);
}

function statusError(
  context: ApiErrorContext & { status: number },
  response: Response,
  data: unknown,
): ApiError {
  const { status } = context;
  const ErrorClass = classByStatus[status] ?? (status >= 500 ? ServerError : HttpStatusError);
  const detail = isRedirect(response) ? redirectDetail(response) : detailOf(data);
  return new ErrorClass(`${callName(context)} failed with ${status}${detail && `: ${detail}`}`, {
    ...context,
    data,
    retryable: retryableStatus.has(status),
  });
}

/** No answer came, or it broke off. */
export function networkError(call: Call, headers: Headers, cause: unknown): NetworkError {
  const context = errorContext(call, headers);
  const clean = call.redactor(headers).value(cause);
  return new NetworkError(`${callName(context)} got no answer: ${innermostMessage(clean)}`, {
    ...context,
    retryable: true,
    cause: clean,
  });
}

/** No answer came within `limit` milliseconds. */
export function timeoutError(call: Call, headers: Headers, limit: string, cause?: ApiError): TimeoutError {
  const context = errorContext(call, headers);
  return new TimeoutError(`${callName(context)} got no answer within ${limit}`, {
    ...context,
    retryable: true,
    ...(cause !== undefined && { cause }),
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isRedirect = ({ status, type }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);

function redirectDetail(response: Response): string {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  return `a redirect${target}, which is not followed: it would take the credentials along. Check baseUrl`;
}

const longestDetail = 300;

/** The sentence for people in an error body, where the usual places hold one. */
function detailOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const fields = new Map<string, unknown>(Object.entries(data));
  for (const name of ['message', 'error_description', 'detail', 'error', 'title']) {
    const text = fields.get(name);
    if (typeof text === 'string' && text !== '') return text.slice(0, longestDetail);
  }
  return detailOf(fields.get('error'));
}

/** `fetch failed` says nothing; what it was caused by does. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message;
}
