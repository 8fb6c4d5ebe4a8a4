/** `SEARCH` (RFC 5323) reads as `GET` does, with its question in the body: Directus takes it. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'SEARCH';

type QueryValue = string | number | boolean;

/** One call. */
export interface RequestOptions {
  /** Added to the URL; an entry that is `undefined` is left out, a list becomes one parameter for each value. */
  query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, e.g. `FormData`. */
  body?: FormData | Blob | Uint8Array | URLSearchParams | string;
  headers?: Readonly<Record<string, string>>;
  /**
   * True: this call may be sent again after a failure. Say true for a POST that carries an idempotency
   * key, and false for a GET that changes something. A 429 is repeated in any case, since the provider
   * refused the request instead of doing it.
   * @default true for GET, HEAD, PUT, DELETE and SEARCH
   */
  repeatable?: boolean;
  /** Aborting it rejects the call with the signal's own reason, at whatever stage the call is. */
  signal?: AbortSignal | undefined;
}
