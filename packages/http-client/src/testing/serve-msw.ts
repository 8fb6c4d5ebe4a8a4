import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { getResponse, type RequestHandler } from 'msw';

/** How {@link serveMsw} serves. */
export interface ServeMswOptions {
  handlers: readonly RequestHandler[];
  /** @default 0: any free port */
  port?: number;
  /**
   * The host that the handlers are written for, e.g. `https://invoicing.co`: they see each request as if
   * it had been sent there. @default the server's own address
   */
  origin?: string;
}

/** A mock server that listens. */
export interface MswServer {
  /** E.g. `http://127.0.0.1:49152`, without a trailing slash. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves msw handlers over real HTTP on 127.0.0.1, for other processes or to see real network errors.
 * `HttpResponse.error()` breaks the connection; a request that no handler answers gets a 501 that names it.
 */
export async function serveMsw({ handlers, port = 0, origin }: ServeMswOptions): Promise<MswServer> {
  const behind = [...handlers];
  const server = createAdaptorServer({
    // The rest of the process, msw included, keeps its own Request and Response.
    overrideGlobalObjects: false,
    async fetch(received, bindings) {
      const request = await plainRequest(received, origin);
      const response = await answer(behind, request);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- created without HTTP/2 just above
      if (response.type === 'error') return breakConnection(bindings as HttpBindings);
      return response;
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${boundPort}`,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** Handlers clone what they get, which the adaptor's own light requests do not take part in. */
async function plainRequest(received: Request, origin: string | undefined): Promise<Request> {
  const { pathname, search } = new URL(received.url);
  const url = origin === undefined ? received.url : `${new URL(origin).origin}${pathname}${search}`;
  const body = await received.arrayBuffer();
  return new Request(url, {
    method: received.method,
    headers: [...received.headers],
    ...(body.byteLength > 0 && { body }),
  });
}

async function answer(handlers: RequestHandler[], request: Request): Promise<Response> {
  const call = `${request.method} ${new URL(request.url).pathname}`;
  try {
    const response = await getResponse(handlers, request);
    return response ?? Response.json({ message: `serveMsw: no handler for ${call}` }, { status: 501 });
  } catch (error) {
    // Else the adaptor answers 500 and says nothing.
    return Response.json(
      { message: `serveMsw: the handler for ${call} failed: ${String(error)}` },
      { status: 500 },
    );
  }
}

/** An RST, as from a crashed process: the caller sees ECONNRESET and no answer. */
function breakConnection({ incoming }: HttpBindings): Response {
  incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}
