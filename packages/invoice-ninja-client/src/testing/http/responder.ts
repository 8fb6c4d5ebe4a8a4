import type { Clock } from '../store/clock.ts';
import type { Principal } from '../store/company.ts';
import { answer } from './answer.ts';
import type { RouteMatch } from './route.ts';
import type { Throttle } from './throttle.ts';
import type { Reply } from './reply.ts';

/** A request that the server answered. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query, e.g. `/api/v1/clients?page=2`. */
  readonly url: string;
  readonly status: number;
}

/** What stands around the answers. */
export interface ResponderOptions {
  readonly match: (method: string, path: readonly string[]) => RouteMatch;
  /** Who a token belongs to. */
  readonly principal: (token: string) => Principal | undefined;
  readonly clock: Clock;
  /** Of the hosted service only. */
  readonly throttle: Throttle | undefined;
  readonly onAnswer: (record: RequestRecord) => void;
}

const encoder = new TextEncoder();
const versions = {
  'X-Api-Version': '5.10.17',
  'X-App-Version': '5.10.17',
  'X-MINIMUM-CLIENT-VERSION': '5.0.16',
};

/** Turns requests into responses with the headers of the real one. */
export function createResponder(options: ResponderOptions): (request: Request) => Promise<Response> {
  const { clock, match, principal, throttle, onAnswer } = options;
  const door = {
    match,
    principal,
    hosted: throttle !== undefined,
    isThrottled: (address: string) => throttle?.isExceeded(address) ?? false,
  };
  return async (request) => {
    const reply = await answer(door, request);
    const { pathname, search } = new URL(request.url);
    onAnswer({ method: request.method, url: `${pathname}${search}`, status: reply.status });
    // Bytes, because checking millions of characters of a string takes longer than encoding them.
    const body = typeof reply.body === 'string' ? encoder.encode(reply.body) : reply.body;
    return new Response(body, { status: reply.status, headers: headersOf(reply) });
  };

  function headersOf(reply: Reply): Headers {
    const headers = new Headers({ ...versions, ...reply.headers, 'Content-Type': reply.contentType });
    headers.set('Date', new Date(clock.now()).toUTCString());
    if (throttle !== undefined && reply.status === 200) {
      headers.set('X-RateLimit-Limit', String(throttle.limit));
      headers.set('X-RateLimit-Remaining', String(throttle.remaining('127.0.0.1')));
    }
    return headers;
  }
}
