import type { ApiError } from '@unified-sync/http-client';
import type { WriteResult } from '@unified-sync/sync-engine';
import { failureText, isTransient } from '../directus-error.ts';

/**
 * What becomes of a write that was refused alone, and is proven to have written nothing; `undefined`: it is to be
 * sent once more. An error 500 is permanent where the value is of a wrong type, and passes where it is not.
 */
export function verdict(error: ApiError, round: number): WriteResult | undefined {
  if (isTransient(error)) return { kind: 'not_sent', cause: failureText(error) };
  if ((error.status ?? 0) >= 500 && round === 0) return undefined;
  return { kind: 'refused', reason: failureText(error) };
}
