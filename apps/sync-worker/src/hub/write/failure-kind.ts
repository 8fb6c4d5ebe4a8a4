import type { ApiError } from '@unified-sync/http-client';
import { HeldBack } from '../../traffic/held-back.ts';
import { directusError } from '../directus-error.ts';

/**
 * What a failed write proves.
 * - `not_sent`: it was held back, no connection was made, or Directus turned the request away before it looked at it.
 * - `answered`: it was dealt with, and failed. Reading shows what is written.
 * - `unclear`: it may still be under way, or be done.
 */
export type FailureKind = 'not_sent' | 'answered' | 'unclear';

export function failureKind(error: ApiError): FailureKind {
  if (error instanceof HeldBack) return 'not_sent';
  const { status } = error;
  // 2xx with an answer of another shape.
  if (status === undefined || status < 400) return wasNeverConnected(error) ? 'not_sent' : 'unclear';
  if (status === 401 || status === 429) return 'not_sent';
  const said = directusError(error);
  if (said?.code === 'SERVICE_UNAVAILABLE' && said.message.includes('Under pressure')) return 'not_sent';
  // A gateway may give up on a request that Directus goes on with (408, 502, 503, 504).
  if (said === undefined && (status >= 500 || status === 408)) return 'unclear';
  return 'answered';
}

// Node's names for what ends before a request is written.
const beforeConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function wasNeverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && beforeConnection.has(error.code)) return true;
  return wasNeverConnected(error.cause);
}
