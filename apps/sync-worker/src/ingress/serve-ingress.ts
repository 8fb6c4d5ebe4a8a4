import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** A listening ingress. */
export interface ServedIngress {
  /** The port that it has: of use where 0 was asked for. */
  readonly port: number;
  /** Takes nothing new, and waits until what came in has been answered. */
  close(): Promise<void>;
}

/** Listens on a port; 0 is any free one. */
export async function serveIngress(app: Hono, port: number, hostname = '0.0.0.0'): Promise<ServedIngress> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port: bound } = server.address() as AddressInfo;
  return {
    port: bound,
    close: async () =>
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}
