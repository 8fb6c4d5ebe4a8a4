import { ApiError, type ApiErrorContext } from '@unified-sync/http-client';
import type { RequestEnd } from './breaker-state.ts';

type End =
  | Omit<Exclude<RequestEnd, { kind: 'failed' }>, 'probe'>
  | Omit<Extract<RequestEnd, { kind: 'failed' }>, 'probe'>;

/** Statuses of a gateway, or of a server that says so itself, for: there is nobody. */
const nobodyThere: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * What an answer says of the provider. A refusal (4xx, 429 among them) is an answer. A 500 may be about one record:
 * Laravel and Directus both say so for a value they do not expect.
 */
export function endOfAnswer(status: number, context: ApiErrorContext): End {
  if (status < 500) return { kind: 'answered' };
  return failed(context, `it answers ${status}`, !nobodyThere.has(status));
}

/** What an error says of the provider; those of ours, such as a write that came too late, say nothing. */
export function endOfError(error: unknown, context: ApiErrorContext): End {
  if (!ApiError.isInstance(error)) return { kind: 'unsaid' };
  if (error.code === 'network') return failed(context, error.message, false);
  // One question may be too hard for it.
  if (error.code === 'timeout') return failed(context, error.message, true);
  return { kind: 'unsaid' };
}

const failed = ({ method, path }: ApiErrorContext, cause: string, mayBeItsOwn: boolean): End => ({
  kind: 'failed',
  request: `${method} ${path}`,
  mayBeItsOwn,
  cause,
});
