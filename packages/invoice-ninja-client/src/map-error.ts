import {
  type ApiError,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  type ErrorAnswer,
  HttpStatusError,
  NotFoundError,
  PermissionError,
  ValidationError,
} from '@unified-sync/http-client';
import { readErrorBody } from './error-message.ts';

/** Milliseconds after which the provider no longer takes a request for the double of another (1 s, and a margin). */
const duplicateGuard = 1_100;

const noRecord = /^(No query results for model|Record with value|no record found)/i;

/**
 * Gives the class of an error that Invoice Ninja v5 answers with another status than others do
 * (`app/Exceptions/Handler.php`, `TokenAuth.php`, `PasswordProtection.php`).
 */
export function mapError(answer: ErrorAnswer): ApiError | undefined {
  const { message, fields, isFailedAction } = readErrorBody(answer.data);
  const said = `${answer.provider}: ${answer.method} ${answer.path} failed with ${answer.status}${message && `: ${message}`}`;
  const options: ApiErrorOptions = { ...answer, retryable: false };

  if (noRecord.test(message)) return new NotFoundError(said, options);
  switch (answer.status) {
    case 400:
      if (/^Duplicate request/i.test(message))
        return new ConflictError(said, { ...options, retryable: true, retryAfter: duplicateGuard });
      if (isFailedAction || /^Record is deleted/i.test(message)) return new ConflictError(said, options);
      return new ValidationError(said, options);
    case 401:
      // A wrong token is a 403 here; 401 is what the policies say. Only the session guard says this.
      return /^Unauthenticated/i.test(message)
        ? new AuthenticationError(said, options)
        : new PermissionError(said, options);
    case 403:
      return /^Invalid (token|secret)/i.test(message)
        ? new AuthenticationError(said, options)
        : new PermissionError(said, options);
    case 404:
    case 405:
    case 410:
      // A route or verb that does not exist, or a proxy's page: it says nothing about the record.
      return new HttpStatusError(said, options);
    case 412:
      return new AuthenticationError(`${said} (set the option \`password\`)`, options);
    case 422:
      return new ValidationError(said, { ...options, fields });
    default:
      return undefined;
  }
}
