import {
  type ApiError,
  type ApiErrorOptions,
  ConflictError,
  type ErrorAnswer,
  NotFoundError,
  RateLimitError,
  ServerError,
} from '@unified-sync/http-client';
import { errorCodes, readErrorBody } from './error-body.ts';

const conflicts: ReadonlySet<number> = new Set([
  errorCodes.duplicateRequest,
  errorCodes.counterpartyExists,
  errorCodes.draftProcessed,
  errorCodes.externallyManaged,
]);
const missing: ReadonlySet<number> = new Set([
  errorCodes.notFound,
  errorCodes.webhookNotFound,
  errorCodes.rateUnknown,
]);

/** Gives the class of an error whose code says more than its status. */
export function mapError(answer: ErrorAnswer): ApiError | undefined {
  const { code, message = '', error_id } = readErrorBody(answer.data);
  const said = `${answer.provider}: ${answer.method} ${answer.path} failed with ${answer.status}${message && `: ${message}`}`;
  const options: ApiErrorOptions = {
    ...answer,
    retryable: false,
    ...(error_id !== undefined && { requestId: error_id }),
  };
  if (answer.status === 429 || code === errorCodes.rateLimited) {
    const retryAfter = answer.retryAfter ?? secondsIn(message);
    return new RateLimitError(said, {
      ...options,
      retryable: true,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  if (answer.status >= 500) return new ServerError(said, { ...options, retryable: answer.status !== 501 });
  if (code === undefined) return undefined;
  if (conflicts.has(code)) return new ConflictError(said, options);
  if (missing.has(code)) return new NotFoundError(said, options);
  return undefined;
}

/** "Try again after 30 seconds.": the header may be missing. */
function secondsIn(message: string): number | undefined {
  const seconds = /after (\d{1,5}) seconds?/i.exec(message)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
