import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the worker and a provider, and keeps answers back. */
export interface SlowGateway {
  readonly url: string;
  /**
   * Does what the next such request asks for, and keeps its answer until it is let go.
   * @returns when the request was done
   */
  hold(isMeant: (request: IncomingMessage) => boolean): Promise<void>;
  letGo(): void;
  close(): Promise<void>;
}

export async function slowGateway(target: string): Promise<SlowGateway> {
  let held: { isMeant: (request: IncomingMessage) => boolean; done: () => void } | undefined;
  let open = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const isHeld = held?.isMeant(request) === true;
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' && !/^(host|connection|content-length|transfer-encoding)$/.test(name)
            ? [[name, value]]
            : [],
        ),
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      if (isHeld) {
        held?.done();
        held = undefined;
        await open.promise;
      }
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hold: async (isMeant) =>
      await new Promise((resolve) => {
        open = Promise.withResolvers<void>();
        held = { isMeant, done: resolve };
      }),
    letGo: () => open.resolve(),
    async close() {
      open.resolve();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
