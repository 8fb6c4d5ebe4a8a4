import type { HttpClient } from '@unified-sync/http-client';
import type { ApiVersion } from './api-version.ts';

/** What every call takes. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's own reason. */
  signal?: AbortSignal | undefined;
}

/** What the resources of one client share. */
export interface ErpnextApi {
  http: HttpClient;
  /** Which API the site has; asked for once. */
  version: (signal?: AbortSignal) => Promise<ApiVersion>;
  /** The site's time zone; asked for once. */
  timeZone: (signal?: AbortSignal) => Promise<string>;
}
