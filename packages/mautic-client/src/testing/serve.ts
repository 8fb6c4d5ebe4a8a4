import { serveMsw, type MswServer } from '@unified-sync/http-client/testing';
import type { MauticServer } from './mautic-server.ts';

/** Serves the mock over real HTTP on 127.0.0.1, for other processes. */
export async function serve(server: MauticServer, { port = 0 }: { port?: number } = {}): Promise<MswServer> {
  return await serveMsw({ handlers: server.handlers, port, origin: server.baseUrl });
}
