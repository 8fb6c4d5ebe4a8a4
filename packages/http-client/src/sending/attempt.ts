import { isTimeoutError } from 'ky';
import type { Answer } from '../answer/answer.ts';
import { answerError } from '../answer/answer-error.ts';
import type { Call } from '../request/call.ts';
import { contextOf } from '../request/call.ts';
import { withoutSecrets } from './credentials.ts';
import { FetchFailure } from './fetch-failure.ts';
import { attemptTimeout, deadlineError, networkError } from './transport-error.ts';

/** Turns a 2xx answer into the result of a call. */
export type ReadAnswer<Result> = (answer: Answer) => Promise<Result>;

type Sent = Pick<Answer, 'response' | 'text'>;

/** Sends a call once, when the budget allows it. Fails with an `ApiError`, or with the own error of `around`. */
export async function attempt<Result>(
  call: Call,
  sent: Headers,
  signal: AbortSignal,
  read: ReadAnswer<Result>,
): Promise<Result> {
  const { budget, around } = call.settings;
  if (budget !== undefined) await budget.take(signal);
  signal.throwIfAborted();

  let own: Sent | undefined;
  const send = async (): Promise<Response> => {
    own = await dispatch(call, sent);
    return own.response;
  };
  const response = around === undefined ? await send() : await around(send, contextOf(call));
  const text = own?.response === response ? own.text : async () => await response.text();
  const answer: Answer = { call, sent, response, text };

  if (!response.ok) throw await answerError(answer);
  return await read(answer);
}

/** ky's own errors hold the request with its credentials, so they are never passed on, not even as a cause. */
async function dispatch(call: Call, sent: Headers): Promise<Sent> {
  const { ky, timeout, now } = call.settings;
  const left = call.endsAt - now();
  if (left <= 0) throw deadlineError(call);
  call.attempts += 1;
  const timedOut = (): Error => (left <= timeout ? deadlineError(call) : attemptTimeout(call));
  try {
    const pending = ky(call.url, {
      method: call.method,
      headers: sent,
      totalTimeout: Math.min(timeout, left),
      ...(call.body !== undefined && { body: call.body }),
      ...(call.options.signal !== undefined && { signal: call.options.signal }),
    });
    const response = await pending;
    const text = async (): Promise<string> => {
      try {
        // Read through ky, which goes on measuring the time of the attempt.
        return await pending.text();
      } catch (error) {
        throw isTimeoutError(error) ? timedOut() : networkError(call, sent, error);
      }
    };
    return { response, text };
  } catch (error) {
    if (isTimeoutError(error)) throw timedOut();
    if (error instanceof FetchFailure) throw networkError(call, sent, error.cause);
    // A mistake of the caller's, such as a GET with a body.
    throw withoutSecrets(call, sent, error);
  }
}
