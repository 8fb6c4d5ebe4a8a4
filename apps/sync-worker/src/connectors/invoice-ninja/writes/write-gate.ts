import type { ApiErrorContext } from '@unified-sync/http-client';
import { TooLate } from './write-error.ts';

type Around = (send: () => Promise<Response>, context: ApiErrorContext) => Promise<Response>;

/** Stands around every request of one write: nothing passes too late, and it knows whether anything may have arrived. */
export interface WriteGate {
  readonly around: Around;
  /** True: the provider may have done what was asked. */
  mayHaveArrived(): boolean;
}

export interface WriteGateOptions {
  /** Milliseconds since 1970 after which nothing is sent. */
  readonly notAfter: number;
  readonly now: () => number;
  /** Stands around each request too, e.g. a circuit breaker. @default none */
  readonly around?: Around | undefined;
}

export function openWriteGate({ notAfter, now, around }: WriteGateOptions): WriteGate {
  let arrived = false;
  return {
    mayHaveArrived: () => arrived,
    // The last thing before the request leaves: waits for a rate budget are over.
    async around(send, context) {
      const passed = async (): Promise<Response> => {
        if (now() > notAfter) throw new TooLate('too late to be sent');
        return context.method === 'GET' ? await send() : await watched(send);
      };
      return around === undefined ? await passed() : await around(passed, context);
    },
  };

  async function watched(send: () => Promise<Response>): Promise<Response> {
    try {
      const response = await send();
      // Refusals (4xx, 429 among them) did nothing; a failing server may have.
      if (response.status < 400 || response.status >= 500) arrived = true;
      return response;
    } catch (error) {
      if (!hasNotConnected(error)) arrived = true;
      throw error;
    }
  }
}

/** Codes of Node's network stack for a connection that was never made. */
const beforeConnecting: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether an error says that no connection was made, so nothing was sent over it. */
export function hasNotConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && beforeConnecting.has(error.code)) return true;
  return hasNotConnected(error.cause);
}
