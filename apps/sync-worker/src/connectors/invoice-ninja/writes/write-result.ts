import { ApiError, ValidationError } from '@unified-sync/http-client';
import type { WriteResult } from '@unified-sync/sync-engine';
import { RefusedWrite, StaleWrite, UnclearWrite } from './write-error.ts';
import type { WriteGate } from './write-gate.ts';

type Failure = Exclude<WriteResult, { kind: 'written' }>;

/** What a failed write came to. What may have arrived is unclear, whatever was answered in the end. */
export function failureOf(error: unknown, gate: Pick<WriteGate, 'mayHaveArrived'>): Failure {
  const cause = error instanceof Error ? error.message : String(error);
  if (error instanceof RefusedWrite || hadNoEffect(error)) return { kind: 'refused', reason: cause };
  if (error instanceof StaleWrite) return { kind: 'stale' };
  if (error instanceof UnclearWrite || gate.mayHaveArrived()) return { kind: 'unclear', cause };
  // A value or field that the client itself does not send: a mistake that no repetition mends.
  if (error instanceof TypeError) return { kind: 'refused', reason: cause };
  return ApiError.isInstance(error) ? refusalOf(error) : { kind: 'not_sent', cause };
}

// The provider answers a bulk action with 200, and shows the record as it was.
const hadNoEffect = (error: unknown): boolean =>
  ApiError.isInstance(error) && error.code === 'conflict' && error.status === 200;

function refusalOf(error: ApiError): Failure {
  switch (error.code) {
    case 'validation':
      return { kind: 'refused', reason: complaints(error) };
    case 'not_found':
      return { kind: 'stale' };
    case 'conflict':
      // A second request like another one within a second is turned away unread; a deleted record is another look.
      return error.retryable ? { kind: 'not_sent', cause: error.message } : { kind: 'stale' };
    case 'authentication':
    case 'permission':
    case 'rate_limit':
    case 'http_status':
    case 'server':
    case 'network':
    case 'timeout':
    case 'response_shape':
      return { kind: 'not_sent', cause: error.message };
  }
}

function complaints(error: ApiError): string {
  if (!(error instanceof ValidationError)) return error.message;
  const fields = Object.entries(error.fields).map(([field, said]) => `${field}: ${said.join(' ')}`);
  return fields.length === 0 ? error.message : `Invoice Ninja refuses it: ${fields.join('; ')}`;
}
