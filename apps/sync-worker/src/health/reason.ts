import { ApiError, type ApiErrorCode } from '@unified-sync/http-client';
import { HeldBack } from '../traffic/held-back.ts';

const reasons: Readonly<Record<ApiErrorCode, string>> = {
  authentication: 'refuses the credentials',
  permission: 'refuses the credentials',
  not_found: 'answers, but not as expected: is its address right?',
  conflict: 'answers, but not as expected',
  validation: 'answers, but not as expected',
  rate_limit: 'asks to wait',
  server: 'answers with an error',
  http_status: 'answers, but not as expected: is its address right?',
  network: 'cannot be reached',
  timeout: 'gives no answer in time',
  response_shape: 'answers, but not as expected: is its address right?',
};

/** The codes of Node and of PostgreSQL that say what to do. */
const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached',
  ECONNRESET: 'broke off',
  ENOTFOUND: 'has an address that is not known',
  ETIMEDOUT: 'gives no answer in time',
  '28P01': 'refuses the credentials',
  '53300': 'has no connection left',
  '57P03': 'is starting or ending',
};

/** Breakers and pauses are in the database: who cannot read them sends nothing. */
export const withoutDatabase = 'cannot be asked without the database';

/** Trouble that is known without asking. Its message says why, in our own words. */
export class KnownTrouble extends Error {
  override readonly name = 'KnownTrouble';
}

/** Why something fails, in our own words: the text of an error may hold an address, a name or a secret. */
export function reasonOf(error: unknown): string {
  if (error instanceof KnownTrouble) return error.message;
  if (error instanceof HeldBack)
    return error.cause === undefined
      ? 'failed several times in a row and is asked again soon'
      : withoutDatabase;
  if (ApiError.isInstance(error))
    return error.status === undefined ? reasons[error.code] : `${reasons[error.code]} (${error.status})`;
  const code = codeOf(error);
  if (code === undefined) return 'does not answer';
  return `${codes[code] ?? 'fails'} (${code})`;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z\d_]{4,30}$/.test(error.code))
    return error.code;
  return 'cause' in error ? codeOf(error.cause) : undefined;
}
