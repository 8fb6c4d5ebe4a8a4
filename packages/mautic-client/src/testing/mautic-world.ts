import { manualClock } from '@unified-sync/http-client/testing';
import { getResponse } from 'msw';
import { createMauticClient, type MauticClient, type MauticClientOptions } from '../mautic-client.ts';
import { createMauticServer, type MauticServer, type MauticServerOptions } from './mautic-server.ts';

/** A mock server and a client of it, on one clock that only tests move. */
export interface MauticWorld {
  server: MauticServer;
  mautic: MauticClient;
  clock: ReturnType<typeof manualClock>;
  connect: (options?: Partial<MauticClientOptions>) => MauticClient;
  fetch: typeof globalThis.fetch;
}

export function createWorld(options: MauticServerOptions = {}): MauticWorld {
  const clock = manualClock();
  const server = createMauticServer({ now: clock.now, ...options });
  const { baseUrl, username, password } = server;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await getResponse([...server.handlers], new Request(input, init));
    if (response === undefined || response.type === 'error') throw new TypeError('fetch failed');
    return response;
  };
  const connect = (more: Partial<MauticClientOptions> = {}): MauticClient =>
    createMauticClient({
      baseUrl,
      auth: { kind: 'basic', username, password },
      fetch,
      now: clock.now,
      sleep: clock.sleep,
      ...more,
    });
  return { server, clock, connect, fetch, mautic: connect() };
}

/** Ids of a list, in its order. */
export const idsOf = async (list: AsyncIterable<{ id: number }>): Promise<number[]> =>
  (await Array.fromAsync(list)).map(({ id }) => id);
