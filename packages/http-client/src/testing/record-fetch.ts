/** A request as it was sent. */
export interface RecordedCall {
  method: string;
  url: URL;
  headers: Headers;
  /** The body as text; empty where there was none. */
  text: string;
  /** The body as JSON; `undefined` where it is none. */
  json: unknown;
}

/** One answer: a response, an error to reject with, or a function that gives either. */
export type Answer = Response | Error | ((request: Request) => Response | Error | Promise<Response | Error>);

/** A `fetch` that answers from a list and writes down what it was asked. */
export interface RecordedFetch {
  fetch: typeof globalThis.fetch;
  readonly calls: readonly RecordedCall[];
}

/**
 * Makes a `fetch` that gives each answer once, in order; one function alone answers every call.
 * A call too many is a network error that says so.
 *
 * @example
 * const { fetch, calls } = recordFetch(new Response(null, { status: 503 }), Response.json({ id: 1 }));
 */
export function recordFetch(...answers: readonly Answer[]): RecordedFetch {
  const calls: RecordedCall[] = [];
  const [first] = answers;
  return {
    calls,
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const index = calls.length;
      calls.push(await recorded(request.clone()));
      const answer = answers.length === 1 && typeof first === 'function' ? first : answers[index];
      if (answer === undefined)
        throw new TypeError(
          `recordFetch: call ${index + 1} is one too many: ${request.method} ${request.url}`,
        );
      const response = typeof answer === 'function' ? await answer(request) : answer;
      if (response instanceof Error) throw response;
      return response;
    },
  };
}

async function recorded(request: Request): Promise<RecordedCall> {
  const text = await request.text();
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    text,
    json: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
