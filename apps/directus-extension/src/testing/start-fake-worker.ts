import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { verifyHmac } from '@unified-sync/http-client';

/** What the hook sent, in the order of its coming. */
export interface HintRequest {
  readonly hints: ReadonlyArray<{ readonly collection: string; readonly ids: readonly string[] }>;
  readonly incomplete: boolean;
  readonly isSigned: boolean;
}

/** A worker that only remembers what it was told. */
export interface FakeWorker {
  readonly url: string;
  /** What it does with a request: answers, answers never, or hangs up. */
  behaviour: 'answer' | 'hang' | 'hang up';
  readonly requests: HintRequest[];
  /** Ids hinted so far for a collection, each once. */
  ids(collection: string): string[];
  stop(): Promise<void>;
}

/** Starts a server that takes hints and checks their signature over the raw bytes. */
export async function startFakeWorker(secret: string): Promise<FakeWorker> {
  const requests: HintRequest[] = [];
  const server = createServer((request, response) => {
    if (worker.behaviour === 'hang up') request.socket.destroy();
    if (worker.behaviour !== 'answer') return;
    void readHints(request, secret).then((hints) => {
      requests.push(hints);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const worker: FakeWorker = {
    url: `http://127.0.0.1:${port}/hints`,
    behaviour: 'answer',
    requests,
    ids: (collection) => [
      ...new Set(
        requests.flatMap(({ hints }) =>
          hints.flatMap((each) => (each.collection === collection ? each.ids : [])),
        ),
      ),
    ],
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return worker;
}

async function readHints(request: IncomingMessage, secret: string): Promise<HintRequest> {
  const body = await buffer(request);
  const header = (name: string): string => String(request.headers[name]);
  const payload = Buffer.concat([Buffer.from(`${header('x-unified-sync-timestamp')}.`), body]);
  const signature = header('x-unified-sync-signature').replace(/^v1=/, '');
  const isSigned = await verifyHmac({ secrets: [secret], payload, signature });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests compare all of it
  return { ...(JSON.parse(body.toString('utf8')) as Omit<HintRequest, 'isSigned'>), isSigned };
}
