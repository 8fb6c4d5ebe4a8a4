import { ApiError, type HttpClient } from '@unified-sync/http-client';
import { z } from 'zod';

/** `v2` since Frappe 15; `v1` is in every version. */
export type ApiVersion = 'v1' | 'v2';

const pong = z.looseObject({ data: z.literal('pong') });

/** Asks the site whether it has API v2: `ping` needs no permission, and an older site has no such path. */
export async function detectApiVersion(http: HttpClient, signal?: AbortSignal): Promise<ApiVersion> {
  try {
    await http.request('GET', '/api/v2/method/ping', { schema: pong, signal });
    return 'v2';
  } catch (error) {
    // Whatever else went wrong says nothing about the version.
    if (ApiError.isInstance(error) && error.status === 404) return 'v1';
    throw error;
  }
}
