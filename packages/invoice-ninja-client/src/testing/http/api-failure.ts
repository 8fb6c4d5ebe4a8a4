import { html, json, type Reply } from './reply.ts';

/** Messages against fields. One of them, of a locked invoice, is text instead of a list. */
export type FieldErrors = Readonly<Record<string, readonly string[] | string>>;

/** Ends a request with an error answer, which depends on whether the caller asked for JSON. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly asJson: Reply;
  readonly asPage: Reply;

  constructor(asJson: Reply, asPage: Reply = asJson) {
    super(`Answered with status ${asJson.status}`);
    this.asJson = asJson;
    this.asPage = asPage;
  }
}

/** 422; without JSON headers a redirect to where the browser came from. */
export function invalid(errors: FieldErrors): ApiFailure {
  const redirect: Reply = { ...html(302, 'Redirecting'), headers: { Location: '/' } };
  return new ApiFailure(json({ message: 'The given data was invalid.', errors }, 422), redirect);
}

/** 400 for a record that is not there; an HTML 404 without JSON headers. */
export function noRecord(message: string): ApiFailure {
  return new ApiFailure(json({ message }, 400), html(404, 'Not Found'));
}

/** 401 for what the token may not do; 403 without JSON headers. */
export function unauthorized(): ApiFailure {
  return new ApiFailure(json({ message: 'This action is unauthorized.' }, 401), html(403, 'Forbidden'));
}

/** An error that is JSON whatever the caller asked for, as `{ message }`. */
export function refused(status: number, message: string): ApiFailure {
  return new ApiFailure(json({ message }, status));
}

/** The other shape of a failed action: `{ error: { message } }`. */
export function failedAction(message: string): ApiFailure {
  return new ApiFailure(json({ error: { message } }, 400));
}

/** The token is missing, unknown or of a user who may not come in. */
export function badToken(message: string): ApiFailure {
  return new ApiFailure(json({ message, errors: {} }, 403));
}

/** 400 of an exception with a message; a page with status 500 without JSON headers. */
export function exception(message: string): ApiFailure {
  return new ApiFailure(json({ message }, 400), html(500, 'Server Error'));
}

export function serverError(): ApiFailure {
  return new ApiFailure(json({ message: 'Server Error' }, 500), html(500, 'Server Error'));
}

/** No such route, or another verb: 404 both. */
export function noRoute(message: string): ApiFailure {
  return new ApiFailure(json({ message }, 404), html(404, 'Not Found'));
}

export const editDeleted = 'Record is deleted and cannot be edited. Restore the record to enable editing';
