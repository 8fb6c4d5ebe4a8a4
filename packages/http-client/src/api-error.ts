const marker: unique symbol = Symbol.for('@unified-sync/http-client.ApiError');

/** Why a call failed. Switch on this; message text may change at any time. */
export type ApiErrorCode =
  | 'authentication'
  | 'permission'
  | 'not_found'
  | 'conflict'
  | 'validation'
  | 'rate_limit'
  | 'server'
  | 'http_status'
  | 'network'
  | 'timeout'
  | 'response_shape';

/** What an error knows of its call: nothing here can hold a header, a body we sent, or a query string. */
export interface ApiErrorContext {
  /** Short name of the provider, e.g. `invoice-ninja`. */
  provider: string;
  method: string;
  /** Path below the base URL, without the query string. */
  path: string;
  /** HTTP status, where an answer came. */
  status?: number;
  /** The provider's own id of the request, where it sends one. */
  requestId?: string;
  /** Milliseconds that the provider asked us to wait. */
  retryAfter?: number;
}

/** How an {@link ApiError} is made. */
export interface ApiErrorOptions extends ApiErrorContext {
  /** True when sending the same request again later may work. */
  retryable: boolean;
  /** The provider's parsed error body, secrets removed. */
  data?: unknown;
  cause?: unknown;
}

/** Base class of every error a client throws. Decide with `code` and `retryable`. */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly code: ApiErrorCode;
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds that the provider asked us to wait, where it said so. */
  readonly retryAfter: number | undefined;
  /** True when sending the same request again later may work. */
  readonly retryable: boolean;
  /** The provider's parsed error body, secrets removed. */
  readonly data: unknown;

  constructor(message: string, code: ApiErrorCode, options: ApiErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.provider = options.provider;
    this.method = options.method;
    this.path = options.path;
    this.status = options.status;
    this.requestId = options.requestId;
    this.retryAfter = options.retryAfter;
    this.retryable = options.retryable;
    this.data = options.data;
  }

  /** Works across copies of this package, where `instanceof` does not. */
  static isInstance(error: unknown): error is ApiError {
    return error instanceof Error && marker in error;
  }

  protected readonly [marker] = true;
}

/** The credentials are missing, wrong or expired. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'authentication', options);
  }
}

/** The credentials are good, but may not do this. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'permission', options);
  }
}

/** The record does not exist, whatever status the provider says it with. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'not_found', options);
  }
}

/** The record is in another state than the call expects: stale version, duplicate, already done. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'conflict', options);
  }
}

/** Options of a {@link ValidationError}. */
export interface ValidationErrorOptions extends ApiErrorOptions {
  /** What the provider says against each field, e.g. `{ number: ['has already been taken'] }`. */
  fields?: Readonly<Record<string, readonly string[]>>;
}

/** The provider refuses the values sent. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';
  /** What the provider says against each field; empty where it names none. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  constructor(message: string, options: ValidationErrorOptions) {
    super(message, 'validation', options);
    this.fields = options.fields ?? {};
  }
}

/** Too many requests; `retryAfter` says for how many milliseconds, where the provider says it. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'rate_limit', options);
  }
}

/** The provider failed (5xx). Whether a write took effect is unknown. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'server', options);
  }
}

/** Any other status outside 200-299. */
export class HttpStatusError extends ApiError {
  override readonly name = 'HttpStatusError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'http_status', options);
  }
}

/** No answer came: refused, reset, name not found. Whether a write took effect is unknown. */
export class NetworkError extends ApiError {
  override readonly name = 'NetworkError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'network', options);
  }
}

/** No answer came in time. Whether a write took effect is unknown. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';
  constructor(message: string, options: ApiErrorOptions) {
    super(message, 'timeout', options);
  }
}

/** Options of a {@link ResponseShapeError}. */
export interface ResponseShapeErrorOptions extends ApiErrorOptions {
  /** Where the answer differs from its schema, e.g. `['data[3].amount: expected number, received string']`. */
  issues: readonly string[];
}

/** The provider answered 2xx, but not with the shape that its schema promises. */
export class ResponseShapeError extends ApiError {
  override readonly name = 'ResponseShapeError';
  readonly issues: readonly string[];
  constructor(message: string, options: ResponseShapeErrorOptions) {
    super(message, 'response_shape', options);
    this.issues = options.issues;
  }
}
