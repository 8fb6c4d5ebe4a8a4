import type { z } from 'zod';
import type { ApiError, ApiErrorContext } from './api-error.ts';

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
  /** Parsed JSON, or the text where it is none. */
  data: unknown;
}

/** What every client lets its user choose. */
export interface ClientOptions {
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds allowed for one attempt. @default 30_000 */
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
   * and give back its response, or throw.
   * @default (send) => send()
   */
  around?: (send: () => Promise<Response>, context: ApiErrorContext) => Promise<Response>;
}

/** What a client package sets up once for its provider. */
export interface HttpClientOptions extends ClientOptions {
  /** Short name used in errors and logs, e.g. `revolut`. */
  provider: string;
  /** Root of the API, e.g. `https://invoicing.co/api/v1`. */
  baseUrl: string;
  /** Adds credentials. After a 401 it is called once more with the `Authorization` value that was refused. */
  authorize?: (headers: Headers, refused?: string) => void | Promise<void>;
  /** Gives the error class for a provider's odd answer; `undefined` leaves it to the status code. */
  mapError?: (answer: ErrorAnswer) => ApiError | undefined;
  /** Values that must never be shown in an error, a log line or `inspect`. */
  secrets?: readonly string[];
}

/** One call. */
export interface RequestOptions {
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, e.g. `FormData`. */
  body?: FormData | Blob | Uint8Array | URLSearchParams | string;
  headers?: Readonly<Record<string, string>>;
  /** True: this call may be sent again after a failure. @default true for GET, HEAD, PUT and DELETE */
  repeatable?: boolean;
  signal?: AbortSignal | undefined;
}

/** HTTP for one provider: auth, timeout, retry, validation and error mapping in one place. */
export interface HttpClient {
  /** Sends a request and gives the JSON answer, checked by `schema`. */
  request<Schema extends z.ZodType>(
    method: HttpMethod,
    path: string,
    options: RequestOptions & { schema: Schema },
  ): Promise<z.infer<Schema>>;
  /** Sends a request and gives the response itself: for files and for empty answers. */
  raw(method: HttpMethod, path: string, options?: RequestOptions): Promise<Response>;
}

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export declare function createHttpClient(options: HttpClientOptions): HttpClient;
