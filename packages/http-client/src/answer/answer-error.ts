import {
  type ApiError,
  type ApiErrorContext,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  HttpStatusError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '../api-error.ts';
import { type Answer, callName, describeAnswer } from './answer.ts';
import { errorDetail } from './error-detail.ts';

const retryableStatus: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An error page with a whole stack trace in it would drown a log. */
const longestText = 10_000;

const classByStatus: Readonly<Record<number, new (message: string, options: ApiErrorOptions) => ApiError>> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  410: NotFoundError,
  412: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

/** Gives an answer outside 200-299 its class: the client's, or else the one of its status. */
export async function answerError(answer: Answer): Promise<ApiError> {
  const text = await answer.text();
  const { context, redactor } = describeAnswer(answer);
  const clean = redactor.value(parsed(text));
  // Cut afterwards: half a secret would not be known as one.
  const data = typeof clean === 'string' ? clean.slice(0, longestText) : clean;
  const { headers } = answer.response;
  return (
    answer.call.settings.mapError?.({ ...context, headers, data }) ?? statusError(context, headers, data)
  );
}

function statusError(
  context: ApiErrorContext & { status: number },
  headers: Headers,
  data: unknown,
): ApiError {
  const { status } = context;
  const ErrorClass = classByStatus[status] ?? (status >= 500 ? ServerError : HttpStatusError);
  const detail = errorDetail(status, headers, data);
  return new ErrorClass(`${callName(context)} failed with ${status}${detail && `: ${detail}`}`, {
    ...context,
    data,
    retryable: retryableStatus.has(status),
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
