/** An answer before it is a `Response`. */
export interface Reply {
  status: number;
  body: unknown;
  /** @default 'application/json' */
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}

/** What a handler sees of a request. */
export interface ApiCall {
  method: string;
  /** Segments below `/api`. */
  path: readonly string[];
  query: PhpValue;
  json: unknown;
}

/** What PHP makes of a query string. */
export interface PhpValue {
  [name: string]: PhpValue | string;
}

export const ok = (body: unknown, status = 200): Reply => ({ status, body });

/** `{ errors: [...] }`; controller errors have the type null and details (`CommonApiController::returnError`). */
export const refusal = (status: number, message: string, details: unknown = []): Reply => ({
  status,
  body: { errors: [{ code: status, message, details, type: null }] },
});

/** Errors of the door have a type and no details (`ApiSubscriber`). */
export const doorRefusal = (status: number, message: string, type: string): Reply => ({
  status,
  body: { errors: [{ message, code: status, type }] },
});

export const notFound = (): Reply => refusal(404, 'Item was not found.');

/** Uncaught exceptions in production (`ExceptionController`). */
export const crash = (message = 'Looks like I encountered an error (error #500).'): Reply => ({
  status: 500,
  body: { errors: [{ message, code: 500, type: null }] },
});

export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** A value of a column as text; `""` for none. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
