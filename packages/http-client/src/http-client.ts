import type { z } from 'zod';
import { parseAnswer } from './answer/parse-answer.ts';
import type { HttpClientOptions } from './client-options.ts';
import { createCall } from './request/call.ts';
import { resolveSettings } from './request/client-settings.ts';
import type { HttpMethod, RequestOptions } from './request/request-options.ts';
import { sendWithRetries } from './sending/send-with-retries.ts';

/** HTTP for one provider: auth, timeout, retry, validation and error mapping in one place. */
export interface HttpClient {
  /** Sends a request and gives the JSON answer, checked by `schema`. */
  request<Schema extends z.ZodType>(
    method: HttpMethod,
    path: string,
    options: RequestOptions & { schema: Schema },
  ): Promise<z.infer<Schema>>;
  /**
   * Sends a request and gives the response itself: for files and for empty answers. Its body is read by
   * the caller, without a time limit: pass a `signal` to have one.
   */
  raw(method: HttpMethod, path: string, options?: RequestOptions): Promise<Response>;
}

/**
 * Makes the HTTP client of one provider.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const http = createHttpClient({
 *   provider: 'invoice-ninja',
 *   baseUrl: 'https://invoicing.co/api/v1',
 *   secrets: [token],
 *   authorize: (headers) => headers.set('X-API-TOKEN', token),
 * });
 * const { data } = await http.request('GET', path`/clients/${id}`, { schema: clientSchema });
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const settings = resolveSettings(options);

  return {
    async request(method, path, { schema, ...request }) {
      const call = createCall(settings, method, path, request, 'application/json');
      return await sendWithRetries(call, async (answer) => parseAnswer(answer, schema, await answer.text()));
    },
    async raw(method, path, request = {}) {
      const call = createCall(settings, method, path, request, '*/*');
      return await sendWithRetries(call, async ({ response }) => response);
    },
  };
}
