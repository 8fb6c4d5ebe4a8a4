import {
  type ApiError,
  type ApiErrorOptions,
  type ErrorAnswer,
  HttpStatusError,
  PermissionError,
  RateLimitError,
  ValidationError,
} from '@unified-sync/http-client';
import { readErrorBody } from './error-body.ts';

/**
 * Makes the function that gives an error answer of Mautic its class, where the status alone would give
 * another one.
 */
export function createMapError(now: () => number): (answer: ErrorAnswer) => ApiError | undefined {
  return (answer) => {
    const { message, fields, type } = readErrorBody(answer.data);
    const said = `${answer.provider}: ${answer.method} ${answer.path} failed with ${answer.status}${message && `: ${message}`}`;
    const options: ApiErrorOptions = { ...answer, retryable: false };

    switch (answer.status) {
      case 400:
      case 422:
        return new ValidationError(said, { ...options, fields });
      case 403:
        return new PermissionError(said + advice(type), options);
      case 404:
        // A missing record says exactly this; an unknown route, or a proxy's page, tells nothing of records.
        return message === '' || /^Item was not found/i.test(message)
          ? undefined
          : new HttpStatusError(said, options);
      case 429:
        return new RateLimitError(said, { ...options, ...untilReset(answer, now()), retryable: true });
      case 500:
        // Too many rows in a batch: the server's default code for it is 500 (`validateBatchPayload`).
        return /^A max of \d+ entities/i.test(message) ? new ValidationError(said, options) : undefined;
      default:
        return undefined;
    }
  };
}

/** `ApiSubscriber`: both are off by default. */
function advice(type: string): string {
  if (type === 'api_disabled') return ' (Configuration, API Settings: enable the API)';
  if (type === 'access_denied') return ' (Configuration, API Settings: enable Basic auth, or use OAuth)';
  return '';
}

/** There is no `Retry-After`, but the moment when the hour ends, in Unix seconds (noxlogic/ratelimit-bundle). */
function untilReset(answer: ErrorAnswer, now: number): { retryAfter?: number } {
  if (answer.retryAfter !== undefined) return {};
  const reset = Number(answer.headers.get('x-ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) && reset > 0 ? { retryAfter: Math.max(0, reset * 1000 - now) } : {};
}
