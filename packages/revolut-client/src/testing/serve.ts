import { type MswServer, serveMsw } from '@unified-sync/http-client/testing';
import type { RevolutServer } from './revolut-server.ts';

/**
 * Serves the mock over real HTTP on 127.0.0.1, for other processes: give `${url}/api` to the client as its
 * `baseUrl`. A connection that breaks is really broken then.
 */
export async function serve(server: RevolutServer, { port = 0 }: { port?: number } = {}): Promise<MswServer> {
  return await serveMsw({ handlers: server.handlers, port, origin: server.baseUrl });
}
