import type { ApiErrorContext } from '../api-error.ts';
import { callRedactor } from '../redaction/call-redactor.ts';
import type { Redactor } from '../redaction/redact.ts';
import { type Call, contextOf } from '../request/call.ts';
import { parseRetryAfter } from './retry-after.ts';
import { requestIdOf } from './request-id.ts';

const longestRequestId = 200;

/** A provider's answer to one attempt. */
export interface Answer {
  call: Call;
  /** The headers that were sent, credentials included. */
  sent: Headers;
  response: Response;
  /** Reads the body, within the time of the attempt. */
  text: () => Promise<string>;
}

/** What errors about an answer share. Both are made only when there is one. */
export function describeAnswer({ call, sent, response }: Answer): {
  context: ApiErrorContext & { status: number };
  redactor: Redactor;
} {
  const redactor = callRedactor(call, sent);
  const requestId = requestIdOf(response.headers);
  const retryAfter = parseRetryAfter(response.headers.get('retry-after'), call.settings.now());
  const context = {
    ...contextOf(call),
    status: response.status,
    ...(requestId !== undefined && { requestId: redactor.text(requestId).slice(0, longestRequestId) }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
  return { context: { ...context, path: redactor.text(call.path) }, redactor };
}

/** Names a call in a message: provider, method and path, never its query. */
export const callName = ({ provider, method, path }: ApiErrorContext): string =>
  `${provider}: ${method} ${path}`;
