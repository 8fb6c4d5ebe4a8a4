import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A gateway whose lists leave records out, with every answer a success: as a provider with a broken index. */
export interface ForgetfulGateway {
  readonly url: string;
  /**
   * From now on no list of this entity (`clients`) shows these records; asked for by their ids, they are there.
   * Records of other entities have the same ids.
   */
  forget(entity: string, ids: readonly string[]): void;
  /** From now on lists show everything. */
  remember(): void;
  /** Lists that left something out, so far. */
  readonly lies: () => number;
  close(): Promise<void>;
}

const list = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** Opens the gateway in front of a server. */
export async function openForgetfulGateway(target: string): Promise<ForgetfulGateway> {
  const forgotten = new Set<string>();
  let lies = 0;
  const withoutForgotten = (path: string, text: string): string => {
    const { data: answer } = list.safeParse(readJson(text));
    if (answer === undefined) return text;
    const data = answer.data.filter(({ id }) => !forgotten.has(`${path}/${id}`));
    if (data.length < answer.data.length) lies += 1;
    return JSON.stringify({ ...answer, data });
  };
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.on('end', () => {
      const { method = 'GET', url = '' } = incoming;
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === 'string' && name !== 'host' && name !== 'connection') headers.set(name, value);
      const body = method === 'GET' ? undefined : Buffer.concat(chunks);
      void fetch(target + url, { method, headers, ...(body && { body }) }).then(async (real) => {
        const text = await real.text();
        answer.writeHead(real.status, { 'content-type': real.headers.get('content-type') ?? 'text/plain' });
        answer.end(method === 'GET' ? withoutForgotten(new URL(url, target).pathname, text) : text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has no other kind of address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    forget(entity, ids) {
      for (const id of ids) forgotten.add(`/api/v1/${entity}/${id}`);
    },
    remember: () => forgotten.clear(),
    lies: () => lies,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A file, or a page: it is no list.
    return undefined;
  }
}
