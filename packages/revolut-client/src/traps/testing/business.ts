import { getResponse } from 'msw';
import { createRevolutClient, type RevolutClient, type RevolutClientOptions } from '../../revolut-client.ts';
import { createRevolutServer, type RevolutServer, type RevolutServerOptions } from '../../testing/index.ts';

/** A mock business and the clients of it. */
export interface Business {
  server: RevolutServer;
  fetch: typeof globalThis.fetch;
  /** A client that waits for nothing. */
  client: (options?: Partial<RevolutClientOptions>) => RevolutClient;
}

/** A budget that never waits: the tests are about something else. */
const noBudget = { take: async () => undefined, pause: () => undefined };

/** Starts a mock business. Its rate limit is out of the way unless a test wants it. */
export function startBusiness(options: RevolutServerOptions = {}): Business {
  const server = createRevolutServer({ rateLimit: 1_000_000, ...options });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await getResponse([...server.handlers], new Request(input, init));
    if (response === undefined || response.type === 'error') throw new TypeError('fetch failed');
    return response;
  };
  return {
    server,
    fetch,
    client: (more = {}) =>
      createRevolutClient({
        environment: server.environment,
        auth: server.auth,
        budget: noBudget,
        sleep: async () => undefined,
        fetch,
        now: server.clock.now,
        ...more,
      }),
  };
}

/** A clock that a test moves. */
export function movable(start = Date.UTC(2026, 8, 1)): { now: () => number; advance: (ms: number) => void } {
  let time = start;
  return {
    now: () => time,
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

/** True for a request to the token endpoint. */
export const isTokenCall = (input: Parameters<typeof globalThis.fetch>[0]): boolean =>
  (input instanceof Request ? input.url : String(input)).endsWith('/auth/token');

export async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** What a promise fails with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  await promise.then(
    () => new Error('expected a failure'),
    (error: unknown) => error,
  );

export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => count * 86_400_000;
