import type { HttpClient } from '@unified-sync/http-client';
import type { ServerClock } from './server-clock.ts';

/** What the resources of one client share. */
export interface NinjaApi {
  http: HttpClient;
  clock: ServerClock;
  /** Headers for routes that ask for the user's password again; empty where none was configured. */
  passwordHeaders: Readonly<Record<string, string>>;
}

/** What every call takes. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's own reason. */
  signal?: AbortSignal | undefined;
}
