import { ApiError } from '@unified-sync/http-client';
import { z } from 'zod';

/** What an error says, in the five shapes that Revolut has for it: every key may be missing. */
const errorBodySchema = z.looseObject({
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_id: z.string().optional().catch(undefined),
  params: z
    .looseObject({ counterparty_id: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

export type ErrorBody = z.infer<typeof errorBodySchema>;

/** @param data Parsed JSON, or the text of a page that a proxy made. */
export const readErrorBody = (data: unknown): ErrorBody => errorBodySchema.safeParse(data).data ?? {};

/** Codes of `ApiError`s of this client that are worth a decision (examples of the official OpenAPI file). */
export const errorCodes = {
  malformed: 3000,
  notFound: 3006,
  counterpartyExists: 3012,
  duplicateRequest: 3020,
  webhookNotFound: 3040,
  rateLimited: 3162,
  currencyMismatch: 3187,
  tooManyWebhooks: 3352,
  tooManySigningSecrets: 3355,
  draftProcessed: 3417,
  exchangeReasonNeeded: 3448,
  expensesOff: 3470,
  rateUnknown: 3472,
  externallyManaged: 3514,
  transferReasonNeeded: 4100,
  forbidden: 9002,
} as const;

/** Revolut's own code of an error, e.g. 3020; `undefined` where it has none. */
export function revolutErrorCode(error: unknown): number | undefined {
  return ApiError.isInstance(error) ? readErrorBody(error.data).code : undefined;
}

/** The counterparty that exists already, when creating one was refused for that (code 3012). */
export function existingCounterpartyId(error: unknown): string | undefined {
  return ApiError.isInstance(error) ? readErrorBody(error.data).params?.counterparty_id : undefined;
}
