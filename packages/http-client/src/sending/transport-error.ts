import { type ApiError, NetworkError, TimeoutError } from '../api-error.ts';
import { callName } from '../answer/answer.ts';
import { callRedactor } from '../redaction/call-redactor.ts';
import { type Call, contextOf } from '../request/call.ts';

/** No answer came, or it broke off. */
export function networkError(call: Call, sent: Headers, cause: unknown): NetworkError {
  const redactor = callRedactor(call, sent);
  const context = { ...contextOf(call), path: redactor.text(call.path) };
  const clean = redactor.value(cause);
  return new NetworkError(`${callName(context)} got no answer: ${innermostMessage(clean)}`, {
    ...context,
    retryable: true,
    cause: clean,
  });
}

/** No answer came within the time of one attempt. */
export function attemptTimeout(call: Call): TimeoutError {
  return timeoutError(call, `got no answer within ${call.settings.timeout} ms`);
}

/** The time of the whole call is over. */
export function deadlineError(call: Call): ApiError {
  const limit = `within the deadline of ${call.settings.deadline} ms`;
  call.ended ??=
    call.attempts === 0
      ? timeoutError(call, `was not sent ${limit}: its credentials or its rate budget took too long`)
      : timeoutError(call, `got no usable answer ${limit} (attempts: ${call.attempts})`, call.lastError);
  return call.ended;
}

function timeoutError(call: Call, what: string, cause?: ApiError): TimeoutError {
  const context = contextOf(call);
  return new TimeoutError(`${callName(context)} ${what}`, {
    ...context,
    retryable: true,
    ...(cause !== undefined && { cause }),
  });
}

/** `fetch failed` says nothing; what it was caused by does. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message;
}
