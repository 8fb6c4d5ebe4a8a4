import type { ClientOptions } from '../../client-options.ts';
import { type ManualClock, manualClock } from '../manual-clock.ts';
import { type Answer, type RecordedCall, recordFetch } from '../record-fetch.ts';
import type { ConformanceCalls, ConformanceSubject } from './subject.ts';

/** A client whose answers are given, whose waits take no time, and whose requests are written down. */
export interface Connected {
  client: ConformanceCalls;
  calls: readonly RecordedCall[];
  clock: ManualClock;
}

export function connect(
  subject: ConformanceSubject,
  answers: readonly Answer[],
  options: ClientOptions = {},
): Connected {
  const clock = manualClock();
  const { fetch, calls } = recordFetch(...answers);
  const { now, sleep } = clock;
  return { calls, clock, client: subject.connect({ fetch, now, sleep, random: () => 0.5, ...options }) };
}

/** What a promise rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected the call to fail, and it succeeded');
}

/** Never answers; ends when the request is aborted, as `fetch` does. */
export const silence = async (request: Request): Promise<Response> =>
  await new Promise((_resolve, reject) => {
    request.signal.addEventListener('abort', () => {
      reject(new DOMException('This operation was aborted', 'AbortError'));
    });
  });

/** As `fetch` says it when a connection breaks. */
export const brokenConnection = (said = 'read ECONNRESET'): Error =>
  new TypeError('fetch failed', { cause: new Error(said) });

export const serverFailure = (): Response => new Response('', { status: 503 });

export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  return await Array.fromAsync(items);
}
