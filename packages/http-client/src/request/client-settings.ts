import ky, { type KyInstance } from 'ky';
import type { HttpClientOptions } from '../client-options.ts';
import { createRedactor, type Redactor } from '../redaction/redact.ts';
import { FetchFailure } from '../sending/fetch-failure.ts';
import { longestTimeout, sleep } from '../sleep.ts';
import { parseBaseUrl } from './base-url.ts';

const defaults = {
  timeout: 30_000,
  deadline: 120_000,
  maxRetries: 2,
  validate: 'strict',
  now: Date.now,
  random: Math.random,
  sleep,
} as const satisfies Partial<HttpClientOptions>;

type Defaulted = keyof typeof defaults;

/** The options of a client, checked, with every default filled in. */
export interface ClientSettings
  extends Omit<HttpClientOptions, Defaulted | 'fetch'>, Required<Pick<HttpClientOptions, Defaulted>> {
  ky: KyInstance;
  /** Removes the secrets that the client was given. */
  redactor: Redactor;
}

/** @throws {TypeError} naming the option that is wrong. */
export function resolveSettings(options: HttpClientOptions): ClientSettings {
  const { fetch: ownFetch, ...given } = options;
  const settings = { ...defaults, ...withoutUndefined(given) };
  if (typeof settings.provider !== 'string' || settings.provider === '')
    throw new TypeError('provider: expected a short name such as "revolut", got none. Pass one.');
  checkMilliseconds('timeout', settings.timeout);
  checkMilliseconds('deadline', settings.deadline);
  if (!Number.isInteger(settings.maxRetries) || settings.maxRetries < 0)
    throw new TypeError(
      `maxRetries: expected a whole number from 0, got ${String(settings.maxRetries)}. Pass e.g. 2.`,
    );
  return {
    ...settings,
    baseUrl: parseBaseUrl(settings.baseUrl),
    ky: createKy(ownFetch),
    redactor: createRedactor(settings.secrets ?? []),
  };
}

/**
 * ky builds the request and keeps the time of one attempt; it never repeats one. Retry lives in
 * `send-with-retries.ts` alone, because ky's cannot do what is needed here: it runs `beforeRequest`
 * (credentials, budget) once and not per attempt, reads `Date.now` and `Math.random` itself, counts a
 * renewed token as a retry, cannot repeat a refused POST on a 429 alone, and gives up its last error for
 * a timeout when a wait would pass the deadline.
 */
function createKy(ownFetch: typeof globalThis.fetch | undefined): KyInstance {
  return ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // A followed redirect would carry X-API-TOKEN and its like to another host, and turn a POST into a GET.
    redirect: 'manual',
    async fetch(input, init) {
      try {
        // Looked up per call: msw and instrumentation replace the global one later.
        return await (ownFetch ?? globalThis.fetch)(input, init);
      } catch (cause) {
        throw new FetchFailure(cause);
      }
    },
  });
}

function checkMilliseconds(field: string, value: unknown): void {
  if (typeof value === 'number' && value >= 1 && value <= longestTimeout) return;
  throw new TypeError(
    `${field}: expected milliseconds from 1 to ${longestTimeout}, got ${typeof value === 'number' ? value : typeof value}. Pass e.g. 30_000.`,
  );
}

/** `{ timeout: undefined }` means the default, as everywhere in JavaScript. */
function withoutUndefined<Given extends object>(given: Given): Given {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same object, less the keys that hold nothing
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given;
}
