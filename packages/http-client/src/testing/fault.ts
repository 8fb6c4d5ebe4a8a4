/** Something that goes wrong with one request. */
export type Fault =
  /** The answer comes, but late. */
  | { kind: 'slow'; milliseconds: number }
  /** The provider refuses or fails, and does nothing. */
  | { kind: 'status'; status: number; headers?: Readonly<Record<string, string>>; body?: unknown }
  /** The connection breaks before the provider sees the request. */
  | { kind: 'reset' }
  /** The provider does what it was asked, and the connection breaks before its answer. */
  | { kind: 'lost-answer' };

/** The answer comes, but `milliseconds` late. */
export const slow = (milliseconds: number): Fault => ({ kind: 'slow', milliseconds });

/** 429, with a `Retry-After` in seconds or as a date, or without one. */
export const rateLimited = (retryAfter?: number | Date): Fault => ({
  kind: 'status',
  status: 429,
  body: { message: 'Too many requests' },
  ...(retryAfter !== undefined && {
    headers: {
      'retry-after': typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString(),
    },
  }),
});

/** An error of the provider that does nothing. @default 503 */
export const failed = (status = 503, body: unknown = { message: 'Server Error' }): Fault => ({
  kind: 'status',
  status,
  body,
});

/** The connection breaks before the provider sees the request. */
export const reset: Fault = { kind: 'reset' };

/** The provider does what it was asked, and the connection breaks before its answer. */
export const lostAnswer: Fault = { kind: 'lost-answer' };
