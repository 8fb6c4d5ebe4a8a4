import { isTimeoutError } from 'ky';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { answerError, networkError, timeoutError } from './error-mapping.ts';
import { FetchFailure } from './fetch-failure.ts';

/** Turns a 2xx answer into the result of a call; `text` reads its body. */
export type ReadAnswer<Result> = (response: Response, text: () => Promise<string>) => Promise<Result>;

interface Sent {
  response: Response;
  text: () => Promise<string>;
}

/** Sends a call once. Whatever fails is an `ApiError`, or the own error of `around`. */
export async function attempt<Result>(
  call: Call,
  headers: Headers,
  signal: AbortSignal,
  read: ReadAnswer<Result>,
): Promise<Result> {
  const { budget, around } = call.settings;
  await budget?.take(signal);
  signal.throwIfAborted();

  let sent: Sent | undefined;
  const send = async (): Promise<Response> => {
    sent = await dispatch(call, headers);
    return sent.response;
  };
  const response = around === undefined ? await send() : await around(send, call.context);
  // ky reads the body of the response that it gave, within the time of the attempt.
  const text = sent?.response === response ? sent.text : async () => await response.text();
  const readText = async (): Promise<string> => await orTransportError(call, headers, text);

  if (response.ok) return await read(response, readText);
  throw answerError(call, headers, response, await readText());
}

async function dispatch(call: Call, headers: Headers): Promise<Sent> {
  const { ky, timeout, deadline, now } = call.settings;
  const left = call.endsAt - now();
  if (left <= 0) throw timeoutError(call, headers, `the deadline of ${deadline} ms`, call.lastError);
  return await orTransportError(call, headers, async () => {
    const pending = ky(call.url, {
      method: call.method,
      headers,
      totalTimeout: Math.min(timeout, left),
      ...(call.body !== undefined && { body: call.body }),
      ...(call.signal !== undefined && { signal: call.signal }),
    });
    const response = await pending;
    return { response, text: async () => await pending.text() };
  });
}

/** ky's own errors hold the request with its credentials, so they are never passed on, not even as a cause. */
async function orTransportError<Result>(
  call: Call,
  headers: Headers,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (ApiError.isInstance(error)) throw error;
    if (isTimeoutError(error)) throw timeoutError(call, headers, `${call.settings.timeout} ms`);
    throw networkError(call, headers, error instanceof FetchFailure ? error.cause : error);
  }
}
