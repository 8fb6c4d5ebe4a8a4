import type { ApiError } from '@unified-sync/http-client';
import type { WriteResult } from '@unified-sync/sync-engine';
import { directusError, failureText, isTransient } from '../directus-error.ts';
import { noSuchItem } from './names-unborn.ts';

/**
 * What becomes of a write that was refused alone, and is proven to have written nothing; `undefined`: it is to be
 * sent once more. An error 500 is permanent where the value is of a wrong type, and passes where it is not.
 */
export function verdict(error: ApiError, round: number): WriteResult | undefined {
  if (isTransient(error) || namesUnbornItem(error)) return { kind: 'not_sent', cause: failureText(error) };
  if ((error.status ?? 0) >= 500 && round === 0) return undefined;
  return { kind: 'refused', reason: failureText(error) };
}

/**
 * What it refers to is linked, but Directus does not have it yet: whoever was to make it has died, and does so when its
 * turn comes.
 */
const namesUnbornItem = (error: ApiError): boolean => directusError(error)?.code === noSuchItem;
