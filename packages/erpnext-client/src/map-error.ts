import {
  ApiError,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  type ErrorAnswer,
  HttpStatusError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '@unified-sync/http-client';
import { type FrappeErrorBody, readErrorBody } from './error-body.ts';

type Kind = 'authentication' | 'permission' | 'not_found' | 'conflict' | 'locked' | 'validation';

// `frappe/exceptions.py`, the same in 15.44, 15.82 and 16.0.0-dev. All of them but a few are a 417 there.
const kindByType: Readonly<Record<string, Kind>> = {
  AuthenticationError: 'authentication',
  SessionExpired: 'authentication',
  CSRFTokenError: 'authentication',
  InvalidAuthorizationHeader: 'authentication',
  InvalidAuthorizationPrefix: 'authentication',
  InvalidAuthorizationToken: 'authentication',
  PermissionError: 'permission',
  DoesNotExistError: 'not_found',
  TimestampMismatchError: 'conflict',
  DuplicateEntryError: 'conflict',
  UniqueValidationError: 'conflict',
  NameError: 'conflict',
  DocstatusTransitionError: 'conflict',
  UpdateAfterSubmitError: 'conflict',
  LinkExistsError: 'conflict',
  DocumentLockedError: 'locked',
  MandatoryError: 'validation',
};

const hints: Readonly<Record<string, string>> = {
  TimestampMismatchError: 'somebody has changed the document since it was read: read it again, then decide',
  CSRFTokenError: 'a session cookie was sent: use keys, and no cookies',
};

/** The statuses that a proxy or a busy site answers with for a while. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Gives the error of a Frappe answer its class by the Python class in the body, and takes tracebacks out. */
export function mapError(answer: ErrorAnswer): ApiError | undefined {
  const body = readErrorBody(answer.data);
  if (body === undefined) return answer.status === 404 ? noSuchPath(answer) : undefined;
  const { type, messages } = body;
  const hint = hints[type ?? ''];
  const what = [type, messages.join(' '), hint].filter(Boolean).join(': ');
  const said = `${answer.provider}: ${answer.method} ${answer.path} failed with ${answer.status}${what && `: ${what}`}`;
  const { provider, method, path, status, requestId, retryAfter } = answer;
  const context: ApiErrorOptions = {
    provider,
    method,
    path,
    status,
    ...(requestId !== undefined && { requestId }),
    ...(retryAfter !== undefined && { retryAfter }),
    data: { type, messages },
    retryable: false,
  };
  return classified(said, context, body, status);
}

function classified(said: string, context: ApiErrorOptions, body: FrappeErrorBody, status: number): ApiError {
  const byType = kindByType[body.type ?? ''];
  switch (byType ?? kindByStatus(status)) {
    case 'authentication':
      return new AuthenticationError(said, context);
    case 'permission':
      return new PermissionError(said, context);
    case 'not_found':
      return new NotFoundError(said, context);
    case 'conflict':
      return new ConflictError(said, context);
    case 'locked':
      return new ConflictError(said, { ...context, retryable: true });
    case 'validation':
      return new ValidationError(said, { ...context, fields: mandatoryFields(body) });
    case 'rate_limit':
      return new RateLimitError(said, { ...context, retryable: true });
    case 'server':
      return new ServerError(said, { ...context, retryable: passing.has(status) });
    case 'other':
      return new HttpStatusError(said, { ...context, retryable: passing.has(status) });
  }
}

function kindByStatus(status: number): Kind | 'rate_limit' | 'server' | 'other' {
  if (status === 401) return 'authentication';
  if (status === 403) return 'permission';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limit';
  // Frappe's status of every ValidationError and its children, and no word about expectations.
  if (status === 417 || status === 400 || status === 422) return 'validation';
  return status >= 500 ? 'server' : 'other';
}

/** A path that the site does not have, or a proxy's page: it says nothing about a document. */
const noSuchPath = (answer: ErrorAnswer): HttpStatusError =>
  new HttpStatusError(
    `${answer.provider}: ${answer.method} ${answer.path} failed with 404 and no Frappe error: check \`baseUrl\` and the site`,
    { ...answer, retryable: false },
  );

/** `[Customer, X]: customer_type, territory` (`model/document.py`, `_validate_mandatory`). */
function mandatoryFields({ type, messages }: FrappeErrorBody): Record<string, string[]> {
  const list =
    type === 'MandatoryError' ? /^\[[^\]]*\]: ([\w, ]+)$/.exec(messages.at(-1) ?? '')?.[1] : undefined;
  return Object.fromEntries((list?.split(/, ?/) ?? []).map((name) => [name, ['is mandatory']]));
}

/**
 * The Python class that a site raised, e.g. `UniqueValidationError`, where it said so.
 *
 * @example
 * if (frappeErrorType(error) === 'UniqueValidationError') return await findByTransactionId(id);
 */
export function frappeErrorType(error: unknown): string | undefined {
  if (!ApiError.isInstance(error)) return undefined;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  return typeof data.type === 'string' ? data.type : undefined;
}
