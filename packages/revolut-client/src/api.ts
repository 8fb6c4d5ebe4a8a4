import type { HttpClient } from '@unified-sync/http-client';
import type { Environment } from './environment.ts';

/** What the resources of one client share. */
export interface RevolutApi {
  http: HttpClient;
  environment: Environment;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A fresh `request_id`. */
  createRequestId: () => string;
}

/** What every call takes. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's own reason. */
  signal?: AbortSignal | undefined;
}
