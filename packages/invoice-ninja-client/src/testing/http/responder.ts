import type { Clock } from '../store/clock.ts';
import { answer, type Door } from './answer.ts';
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
  readonly door: Door;
  readonly clock: Clock;
  /** Of the hosted service only. */
  readonly throttle: Throttle | undefined;
  readonly onAnswer: (record: RequestRecord) => void;
}

const versions = {
  'X-Api-Version': '5.10.17',
  'X-App-Version': '5.10.17',
  'X-MINIMUM-CLIENT-VERSION': '5.0.16',
};

/** Turns requests into responses with the headers of the real one. */
export function createResponder({
  door,
  clock,
  throttle,
  onAnswer,
}: ResponderOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const reply = await answer(door, request);
    const { pathname, search } = new URL(request.url);
    onAnswer({ method: request.method, url: `${pathname}${search}`, status: reply.status });
    return new Response(reply.body, { status: reply.status, headers: headersOf(reply) });
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
