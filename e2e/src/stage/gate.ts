import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When a trap goes off. */
export type TrapMoment =
  /** The request has arrived, and its server has not seen it. */
  | 'arrived'
  /** The server has done what it was asked, and its answer has not been delivered. */
  | 'done';

/** A request to wait for. */
export interface Trap {
  readonly method: string;
  /** Of the path, e.g. `/\/clients$/`. */
  readonly path: RegExp;
  readonly moment: TrapMoment;
  /** How many such requests pass before. @default 0 */
  readonly after?: number;
  /** What happens then; the connection is broken behind it. */
  readonly spring: () => Promise<void>;
}

/** How the server behind a gate is doing. */
export type Weather =
  | { readonly kind: 'fair' }
  /** Nobody answers. */
  | { readonly kind: 'down' }
  /** Every request is refused with 429. */
  | { readonly kind: 'throttled' }
  /** Every answer takes so many milliseconds longer. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** An HTTP gateway in front of a server, where a test stands and watches. */
export interface Gate {
  readonly url: string;
  /** Requests that came through, so far. */
  readonly requests: () => number;
  /** Resolves once the trap has gone off. */
  trap(trap: Trap): Promise<void>;
  weather(weather: Weather): void;
  close(): Promise<void>;
}

/** Opens a gate on a free port of 127.0.0.1. */
export async function openGate(target: string): Promise<Gate> {
  const traps: Array<{ trap: Trap; left: number; sprung: () => void }> = [];
  let weather: Weather = { kind: 'fair' };
  let requests = 0;

  const trapFor = (method: string, path: string): (typeof traps)[number] | undefined => {
    const found = traps.find(({ trap }) => trap.method === method && trap.path.test(path));
    if (found === undefined || found.left-- > 0) return undefined;
    traps.splice(traps.indexOf(found), 1);
    return found;
  };
  const server = createServer((incoming, answer) => {
    requests += 1;
    if (weather.kind === 'down') return void incoming.socket.destroy();
    if (weather.kind === 'throttled') return refuse(incoming, answer);
    const path = new URL(incoming.url ?? '/', target).pathname;
    const caught = trapFor(incoming.method ?? 'GET', path);
    const spring = async (): Promise<void> => {
      await caught?.trap.spring();
      incoming.socket.destroy();
      caught?.sprung();
    };
    if (caught?.trap.moment === 'arrived') return void spring();
    const delay = weather.kind === 'slow' ? weather.milliseconds : 0;
    forward(target, incoming, answer, caught === undefined ? { delay } : { delay, instead: spring });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has no other kind of address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    trap: (trap) =>
      new Promise((resolve) => traps.push({ trap, left: trap.after ?? 0, sprung: () => resolve() })),
    weather: (next) => void (weather = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(incoming: IncomingMessage, answer: ServerResponse): void {
  incoming
    .resume()
    .on('end', () =>
      answer.writeHead(429, { 'content-type': 'application/json' }).end('{"message":"Too Many Attempts."}'),
    );
}

interface Handling {
  readonly delay: number;
  /** Called with the answer at hand, which is then not delivered. */
  readonly instead?: () => Promise<void>;
}

function forward(
  target: string,
  incoming: IncomingMessage,
  answer: ServerResponse,
  handling: Handling,
): void {
  const { method, url, headers } = incoming;
  const forwarded = send(target + (url ?? ''), { method, headers }, (real) => {
    const { instead, delay } = handling;
    if (instead !== undefined) return void real.resume().on('end', () => void instead());
    setTimeout(() => {
      answer.writeHead(real.statusCode ?? 502, real.headers);
      real.pipe(answer);
    }, delay);
  });
  forwarded.on('error', () => incoming.socket.destroy());
  incoming.on('error', () => forwarded.destroy());
  incoming.pipe(forwarded);
}
