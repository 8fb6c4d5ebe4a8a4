import type { ApiError, ApiErrorContext } from './api-error.ts';
import type { Sleep } from './sleep.ts';

/** What happens when an answer does not fit its schema: throw, or report and hand it out as it came. */
export type ValidationMode = 'strict' | 'warn';

/** Allows requests at the rate the provider does; shared by every client that spends the same allowance. */
export interface RateBudget {
  /** Resolves when one request may be sent; rejects when `signal` aborts. */
  take(signal?: AbortSignal): Promise<void>;
  /** Nobody may send for this many milliseconds (a 429 said so). */
  pause(milliseconds: number): void;
}

/** An error answer of a provider, before it has a class. */
export interface ErrorAnswer extends ApiErrorContext {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text where it is none; secrets already removed. */
  data: unknown;
}

/** What every client lets its user choose. */
export interface ClientOptions {
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds allowed for one attempt, its answer's body included. @default 30_000 */
  timeout?: number;
  /** Milliseconds allowed for a call with all its retries and waits. @default 120_000 */
  deadline?: number;
  /** Retries after the first attempt; only of what is safe to repeat. @default 2 */
  maxRetries?: number;
  /** Keeps the calls within the provider's rate limit. @default none */
  budget?: RateBudget;
  /** @default 'strict' */
  validate?: ValidationMode;
  /** Told about each answer that did not fit its schema in `validate: 'warn'`. @default none */
  onShapeWarning?: (error: ApiError) => void;
  /**
   * Stands around every attempt: the place for a circuit breaker or a metric. It must call `send` once
   * and give back its response, or throw. `send` gives every answer, error statuses included, and
   * throws a `NetworkError` or a `TimeoutError` where none came. What it throws itself reaches the
   * caller as it is, and is repeated only if it is an `ApiError` that says so.
   * @default (send) => send()
   */
  around?: (send: () => Promise<Response>, context: ApiErrorContext) => Promise<Response>;
  /** Milliseconds since 1970, for `Retry-After` dates and the deadline; a test gives its own clock. @default Date.now */
  now?: () => number;
  /** A number from 0 up to, not including, 1, for the jitter of waits; a test gives a seeded one. @default Math.random */
  random?: () => number;
  /** Waits between attempts; a test gives one that moves its clock. @default setTimeout */
  sleep?: Sleep;
}

/** What a client package sets up once for its provider. */
export interface HttpClientOptions extends ClientOptions {
  /** Short name used in errors and logs, e.g. `revolut`. */
  provider: string;
  /** Root of the API, e.g. `https://invoicing.co/api/v1`. */
  baseUrl: string;
  /**
   * Adds credentials before every attempt. After a 401 it is called once more with the `Authorization`
   * value that was refused; when it then sets another one, the request is sent again.
   */
  authorize?: (headers: Headers, refused?: string) => void | Promise<void>;
  /** Gives the error class for a provider's odd answer; `undefined` leaves it to the status code. */
  mapError?: (answer: ErrorAnswer) => ApiError | undefined;
  /** Values that must never be shown in an error, a log line or `inspect`. */
  secrets?: readonly string[];
}
