import { getResponse } from 'msw';
import type { OpenAiServer } from './openai-server.ts';

/** A `fetch` that asks the mock without a network. */
export function handlerFetch(server: OpenAiServer): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await getResponse([...server.handlers], request);
    if (response === undefined) throw new Error(`No handler answers ${request.url}.`);
    return response;
  };
}
