import {
  type ApiError,
  AuthenticationError,
  type ErrorAnswer,
  PermissionError,
  RateLimitError,
  ValidationError,
} from '@unified-sync/http-client';
import { z } from 'zod';

const bodySchema = z.object({
  error: z.looseObject({
    message: z.string().nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
    param: z.string().nullish(),
  }),
});

/** The provider's own code of an error answer, e.g. `insufficient_quota`. */
export function errorCode(data: unknown): string | undefined {
  const code = bodySchema.safeParse(data).data?.error.code;
  return code === null || code === undefined ? undefined : String(code);
}

/** The class of an error that OpenAI and servers like it answer with: `{ error: { message, type, code, param } }`. */
export function mapError(answer: ErrorAnswer): ApiError | undefined {
  const error = bodySchema.safeParse(answer.data).data?.error;
  if (error === undefined) return undefined;
  const said = `${answer.provider}: ${answer.method} ${answer.path} failed with ${answer.status}: ${error.message ?? errorCode(answer.data) ?? 'no reason given'}`;
  const options = { ...answer, retryable: false };
  switch (answer.status) {
    case 400:
    case 422:
      return new ValidationError(said, {
        ...options,
        ...(error.param && { fields: { [error.param]: [error.message ?? ''] } }),
      });
    case 401:
      return new AuthenticationError(said, options);
    case 403:
      return new PermissionError(said, options);
    case 429:
      // Also what an account without credit gets; no wait helps that, and OpenAI's SDK retries it nevertheless.
      return new RateLimitError(said, {
        ...options,
        retryable: errorCode(answer.data) !== 'insufficient_quota',
      });
    default:
      return undefined;
  }
}
