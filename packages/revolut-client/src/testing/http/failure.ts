/** An error answer in one of the five shapes that Revolut has for them. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** `{ code, message }`: what older routes answer. */
export const plain = (status: number, code: number, message: string): Failure =>
  new Failure(status, { code, message });

/** `{ error_id, code, message }`: accounting, teams, labels, and what all routes have in common. */
export const withId = (status: number, code: number, message: string, error_id: string): Failure =>
  new Failure(status, { error_id, code, message });

/** `{ status, message }`: some 401. */
export const withStatus = (status: number, message: string): Failure =>
  new Failure(status, { status, message });

/** `{ code, message, params }`: a counterparty that exists. */
export const counterpartyExists = (counterparty_id: string): Failure =>
  new Failure(422, {
    code: 3012,
    message: 'Counterparty with the same details already exists',
    params: { counterparty_id },
  });

/** `{ message }` alone. */
export const messageOnly = (status: number, message: string): Failure => new Failure(status, { message });

export const notFound = (what: string): Failure => plain(404, 3006, `${what} not found`);
