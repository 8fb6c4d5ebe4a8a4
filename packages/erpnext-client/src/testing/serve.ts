import { type MswServer, serveMsw } from '@unified-sync/http-client/testing';
import type { ErpnextServer } from './erpnext-server.ts';

/** Serves the mock over real HTTP on 127.0.0.1, for other processes. */
export async function serve(server: ErpnextServer, { port = 0 }: { port?: number } = {}): Promise<MswServer> {
  return await serveMsw({ handlers: server.handlers, port, origin: server.baseUrl });
}
