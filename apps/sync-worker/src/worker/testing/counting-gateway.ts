import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway that passes everything on, and remembers what was asked for. */
export interface CountingGateway {
  readonly url: string;
  /** Method and path of each request, without its query. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Opens the gateway in front of a server. */
export async function openCountingGateway(target: string): Promise<CountingGateway> {
  const requests: string[] = [];
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.on('end', () => {
      const { method = 'GET', url = '' } = incoming;
      requests.push(`${method} ${new URL(url, target).pathname}`);
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === 'string' && name !== 'host' && name !== 'connection') headers.set(name, value);
      const body = chunks.length === 0 ? undefined : Buffer.concat(chunks);
      void fetch(target + url, { method, headers, ...(body && { body }) }).then(async (real) => {
        const type = real.headers.get('content-type') ?? 'text/plain';
        answer.writeHead(real.status, { 'content-type': type });
        answer.end(Buffer.from(await real.arrayBuffer()));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has no other kind of address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
