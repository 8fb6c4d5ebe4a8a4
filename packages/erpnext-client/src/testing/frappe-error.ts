/** An exception of Frappe: its Python class, what a person reads, and its status. */
export class FrappeError extends Error {
  override readonly name = 'FrappeError';
  readonly type: string;
  readonly status: number;
  constructor(type: string, message: string, status: number = statusOf[type] ?? 500) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

// `frappe/exceptions.py`
const statusOf: Readonly<Record<string, number>> = {
  AuthenticationError: 401,
  PermissionError: 403,
  DoesNotExistError: 404,
  DuplicateEntryError: 409,
  ValidationError: 417,
  TimestampMismatchError: 417,
  MandatoryError: 417,
  UniqueValidationError: 417,
  UpdateAfterSubmitError: 417,
  DocstatusTransitionError: 417,
  LinkExistsError: 417,
};

/** The body of an error, in the words of each API (`utils/response.py`), traceback included as is the default. */
export function errorBody({ type, message }: FrappeError, isV2: boolean): unknown {
  const exception = `frappe.exceptions.${type}: ${message}`;
  const traceback = `Traceback (most recent call last):\n  File "apps/frappe/frappe/app.py", line 110, in application\n${exception}`;
  if (isV2) return { errors: [{ type, message, title: 'Message', indicator: 'red', exception: traceback }] };
  return {
    exception,
    exc_type: type,
    exc: JSON.stringify([traceback]),
    _server_messages: JSON.stringify([JSON.stringify({ message, title: 'Message', indicator: 'red' })]),
  };
}
