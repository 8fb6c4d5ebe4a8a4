// The local server, in a process of its own so that its CPU is not counted. It tells its parent its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { providerOf } from '../providers.ts';
import { dialectOf } from './dialects.ts';

const answer = await dialectOf(providerOf(process.argv[2]));
const server = createServer((request, response) => {
  request.resume();
  const body = answer(new URL(request.url ?? '/', 'http://127.0.0.1'));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has one
  const { port } = server.address() as AddressInfo;
  process.send?.({ port });
});
process.once('disconnect', () => process.exit());
