import { createHttpClient, type HttpClient, type HttpClientOptions } from '@unified-sync/http-client';
import type { HttpMethod, RequestOptions } from '@unified-sync/http-client';
import type { z } from 'zod';

/** What every call takes. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's own reason. */
  signal?: AbortSignal | undefined;
}

/** An answer with what its body does not say. */
export interface Exchange<Data> {
  data: Data;
  /** 201 or 200 is all that tells a created record from an updated one. */
  status: number;
  /** The server's clock when the call began, or a little earlier; `undefined` where it told none. */
  serverTime: number | undefined;
}

/** What the resources of one client share. */
export interface MauticApi {
  http: HttpClient;
  /** As `http.request`, with status and time of the answer. */
  exchange: <Schema extends z.ZodType>(
    method: HttpMethod,
    path: string,
    options: RequestOptions & { schema: Schema },
  ) => Promise<Exchange<z.infer<Schema>>>;
}

/** Makes what the resources share out of the settings of the HTTP client. */
export function createApi(settings: HttpClientOptions): MauticApi {
  const { around = async (send) => await send(), now = Date.now } = settings;
  return {
    http: createHttpClient(settings),
    async exchange(method, path, request) {
      let last: Response | undefined;
      const began = now();
      // A client for this one call: its `around` sees the answers of no other.
      const http = createHttpClient({
        ...settings,
        async around(send, context) {
          last = await around(send, context);
          return last;
        },
      });
      const data = await http.request(method, path, request);
      const serverTime = Date.parse(last?.headers.get('date') ?? '');
      return {
        data,
        status: last?.status ?? 0,
        // `Date` tells when the answer was ready, and what it shows may be as old as the call.
        serverTime: Number.isNaN(serverTime) ? undefined : serverTime - (now() - began),
      };
    },
  };
}
