import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. */
export type Fault =
  /** The connection breaks before Directus sees the request. */
  | { readonly kind: 'reset-before' }
  /** Directus does what it was asked, and the connection breaks before its answer. */
  | { readonly kind: 'reset-after' }
  /** Directus does what it was asked, and something else answers. */
  | { readonly kind: 'other-answer'; readonly status: number; readonly body: string }
  /** Something else answers, and Directus sees nothing. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string };

/** A gateway in front of Directus, or of a provider. */
export interface FaultProxy {
  readonly url: string;
  /** What the hub has sent, as `METHOD /path`. */
  readonly requests: readonly string[];
  /** The next request of this method meets the fault. */
  next(method: string, fault: Fault): void;
  /** From now on nobody gets through (`true`), or everybody does again. */
  outage(isOn: boolean): void;
  /** Requests that did not get through in outages, so far. */
  readonly refused: () => number;
  stop(): Promise<void>;
}

/** Starts a gateway in front of a server; all is well but for what `next` announces. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: string[] = [];
  const faults: { method: string; fault: Fault }[] = [];
  let isOut = false;
  let refused = 0;
  const server = createServer((incoming, answer) => {
    if (isOut) {
      refused += 1;
      return void incoming.socket.destroy();
    }
    const { method = '', url = '' } = incoming;
    requests.push(`${method} ${url}`);
    const at = faults.findIndex((each) => each.method === method);
    handle(target, incoming, answer, at === -1 ? undefined : faults.splice(at, 1)[0]?.fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has no other kind of address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    next(method, fault) {
      faults.push({ method, fault });
    },
    refused: () => refused,
    outage(isOn) {
      isOut = isOn;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handle(
  target: string,
  incoming: IncomingMessage,
  answer: ServerResponse,
  fault: Fault | undefined,
): void {
  if (fault?.kind === 'reset-before') return void incoming.socket.destroy();
  if (fault?.kind === 'answer') return void incoming.resume().on('end', () => reply(answer, fault));
  const { method, url, headers } = incoming;
  const forwarded = send(target + (url ?? ''), { method, headers }, (real) => {
    if (fault === undefined) {
      answer.writeHead(real.statusCode ?? 502, real.headers);
      real.pipe(answer);
      return;
    }
    real.resume().on('end', () => {
      if (fault.kind === 'reset-after') incoming.socket.destroy();
      else reply(answer, fault);
    });
  });
  forwarded.on('error', () => incoming.socket.destroy());
  incoming.pipe(forwarded);
}

function reply(answer: ServerResponse, { status, body }: { status: number; body: string }): void {
  answer.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' });
  answer.end(body);
}

/** An error as Directus words it. */
export const directusBody = (code: string, message: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });
