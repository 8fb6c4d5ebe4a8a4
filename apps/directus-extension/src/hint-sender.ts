import type { Log } from './directus.ts';
import { createHintBuffer } from './hint-buffer.ts';
import { signHints } from './sign-hints.ts';

/** What {@link createHintSender} needs; times are milliseconds. */
export interface HintSenderOptions {
  url: string;
  secret: string;
  log: Log;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** From the first hint to its sending: the write that it tells of must be committed by then. @default 300 */
  delay?: number;
  /** Most hints of one request; so many that wait are sent at once. @default 500 */
  batch?: number;
  /** Most hints that wait. @default 10_000 */
  limit?: number;
  /** For an answer of the worker. @default 5000 */
  timeout?: number;
  /** After a failure. @default 2000 */
  pause?: number;
}

/** Takes hints without delay and without an error. */
export interface HintSender {
  hint(collection: string, ids: ReadonlyArray<string | number>): void;
}

/**
 * Sends hints in batches, one request at a time, in the background. A hint that cannot be sent is dropped:
 * the worker's sweep finds what it was about, and is asked to run by `incomplete` in the next request.
 */
export function createHintSender(options: HintSenderOptions): HintSender {
  const { log, delay = 300, batch = 500, limit = 10_000, pause = 2000 } = options;
  const buffer = createHintBuffer(limit);
  let dropped = 0;
  let failing: string | undefined;
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;

  const schedule = (milliseconds: number): void => {
    if (isBusy || (timer !== undefined && milliseconds > 0)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void sendNext(), milliseconds);
    // A command of Directus that has changed an item must be able to end.
    timer.unref();
  };

  const sendNext = async (): Promise<void> => {
    timer = undefined;
    isBusy = true;
    const hints = buffer.take(batch);
    const count = hints.reduce((sum, { ids }) => sum + ids.length, 0);
    const announced = dropped;
    const failure = await send(options, JSON.stringify({ hints, incomplete: announced > 0 }));
    isBusy = false;
    report(failure);
    // What was dropped meanwhile has not been told yet.
    dropped += failure === undefined ? -announced : count;
    if (buffer.size > 0) schedule(failure === undefined ? 0 : pause);
  };

  // Once when it begins, once when it is over: not for every hint of a night.
  const report = (failure: string | undefined): void => {
    if (failure !== undefined && failure !== failing)
      log.warn(
        `unified-sync: hints do not reach the worker (${failure}). They are dropped; its sweep finds the changes.`,
      );
    if (failure === undefined && failing !== undefined)
      log.info(`unified-sync: hints reach the worker again, ${dropped} were dropped.`);
    failing = failure;
  };

  return {
    hint(collection, ids) {
      if (ids.length === 0) return;
      dropped += buffer.add(collection, ids.map(String));
      const isFull = buffer.size >= batch;
      schedule(failing !== undefined ? pause : isFull ? 0 : delay);
    },
  };
}

/** @returns Why the worker did not take it; undefined when it did. */
async function send(options: HintSenderOptions, body: string): Promise<string | undefined> {
  const { url, secret, fetch = globalThis.fetch, timeout = 5000 } = options;
  const headers = { 'content-type': 'application/json', ...signHints(body, secret, Date.now()) };
  try {
    const signal = AbortSignal.timeout(timeout);
    // A signed request follows nobody elsewhere.
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    await response.body?.cancel();
    return response.ok ? undefined : `it answers ${response.status}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** The system's code where there is one; never a message, which may quote the address with its password. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.name : 'unknown reason';
}
