import { serveMsw, type MswServer } from '@unified-sync/http-client/testing';
import type { InvoiceNinjaServer } from './invoice-ninja-server.ts';

/**
 * Serves the mock over real HTTP on 127.0.0.1, for other processes: a connection that breaks is really
 * broken then, and webhooks are posted to where the subscriptions say.
 *
 * Addresses inside answers (links, portal) keep the server's `baseUrl`, as those of a real installation
 * behind a proxy do.
 */
export async function serve(
  server: InvoiceNinjaServer,
  { port = 0 }: { port?: number } = {},
): Promise<MswServer> {
  return await serveMsw({ handlers: server.handlers, port, origin: server.baseUrl });
}
