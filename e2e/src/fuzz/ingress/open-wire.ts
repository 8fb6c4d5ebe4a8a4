import { connect, type Socket } from 'node:net';
import type { Answer } from './oracle.ts';
import type { WireBytes } from './to-bytes.ts';

/** A connection to the ingress that is opened anew where a call ends it. */
export interface Wire {
  exchange(method: string, sent: WireBytes): Promise<Answer>;
  close(): void;
}

const longestWait = 20_000;

/** HTTP/1.1 by hand: no client of Node would send what is sent here. */
export function openWire(port: number): Wire {
  let kept: Socket | undefined;
  const drop = (): void => {
    // Reset, so that no port has to wait for the rest of this connection; one that is ending cannot be reset, and a
    // process with such a handle never ends.
    if (kept?.writableEnded === true) kept.destroy();
    else kept?.resetAndDestroy();
    kept = undefined;
  };
  return {
    async exchange(method, sent) {
      const isUsed = kept !== undefined && kept.writable && !kept.readableEnded;
      const socket = kept === undefined || !isUsed ? await opened(port) : kept;
      kept = socket;
      const answer = await ask(socket, method, sent);
      if (!answer.isKept || sent.isLast) drop();
      // The server may have closed a connection that nobody used, just when it was used again.
      if (answer.status === 'closed' && isUsed) return await this.exchange(method, sent);
      return answer.status;
    },
    close: drop,
  };
}

async function opened(port: number): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // What breaks a connection shows as its end.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

type Outcome = { readonly status: Answer; readonly isKept: boolean };

async function ask(socket: Socket, method: string, { bytes, ends }: WireBytes): Promise<Outcome> {
  return await new Promise((resolve) => {
    let received = '';
    const timer = setTimeout(() => finish({ status: 'silence', isKept: false }), longestWait);
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onEnd).off('end', onEnd);
      resolve(outcome);
    };
    const onData = (data: Buffer): void => {
      received += data.toString('latin1');
      const outcome = readAnswer(received, method);
      if (outcome !== undefined) finish(outcome);
    };
    const onEnd = (): void => finish({ status: statusIn(received) ?? 'closed', isKept: false });
    socket.on('data', onData).on('close', onEnd).on('end', onEnd);
    if (ends) socket.end(bytes);
    else socket.write(bytes);
  });
}

const statusIn = (text: string): number | undefined => {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
  return Number.isInteger(status) && status >= 200 ? status : undefined;
};

/** The whole answer; `undefined` while there is more to come. */
function readAnswer(received: string, method: string): Outcome | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.slice(0, end).toLowerCase();
  const body = received.slice(end + 4);
  const status = statusIn(received);
  // 100 Continue comes before the answer.
  if (status === undefined) return readAnswer(body, method);
  const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
  const isChunked = head.includes('\r\ntransfer-encoding: chunked');
  const hasNoBody = method === 'HEAD' || status === 204 || status === 304;
  const isWhole = hasNoBody || (isChunked ? body.endsWith('0\r\n\r\n') : body.length >= length);
  return isWhole ? { status, isKept: !head.includes('\r\nconnection: close') } : undefined;
}
