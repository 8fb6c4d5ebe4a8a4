import { z } from 'zod';
import type { HttpClientOptions } from '../client-options.ts';
import { createHttpClient, type HttpClient } from '../http-client.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { type Answer, type RecordedCall, recordFetch } from './record-fetch.ts';

/** The client that this package's own tests send through: its answers are given, and its waits take no time. */
export interface ExampleClient {
  http: HttpClient;
  calls: readonly RecordedCall[];
  clock: ManualClock;
}

/** The shape of the things that the example's provider keeps. */
export const thingSchema = z.object({ id: z.number() });

export function exampleClient(
  answers: readonly Answer[],
  options: Partial<HttpClientOptions> = {},
): ExampleClient {
  const clock = manualClock();
  const { fetch, calls } = recordFetch(...answers);
  const http = createHttpClient({
    provider: 'example',
    baseUrl: 'https://api.example.test/v1',
    fetch,
    now: clock.now,
    sleep: clock.sleep,
    // Jitter in the middle of its range.
    random: () => 0.5,
    ...options,
  });
  return { http, calls, clock };
}

/** What a rejected promise rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection, got a result');
}
