import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createHttpClient } from '@unified-sync/http-client';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { metricsText } from './metrics-text.ts';
import { createRequestMetrics } from './request-metrics.ts';

/** A server, and a client on it whose requests are counted. */
async function counted(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port } = server.address() as AddressInfo;
  const metrics = createRequestMetrics();
  const outcomes: string[] = [];
  metrics.listen((connection, outcome) => outcomes.push(`${connection} ${outcome}`));
  const baseUrl = `http://127.0.0.1:${port}`;
  const fetch = metrics.fetchOf('ninja-acme');
  const settings = { provider: 'test', baseUrl, fetch, maxRetries: 0, timeout: 200 };
  return {
    client: createHttpClient(settings),
    outcomes,
    fetch,
    baseUrl,
    stop: () => server.close(),
    lines: async () =>
      metricsText(await metrics.read())
        .split('\n')
        .filter((line) => /^unified_sync_request(s|_bytes)_total/.test(line)),
  };
}

const schema = z.unknown();

it('counts a request and its bytes both ways, and sends it as it is', async () => {
  const seen: unknown[] = [];
  const { client, lines } = await counted((request, response) => {
    const { method, headers } = request;
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push([method, headers['content-length'], headers['transfer-encoding'], body]);
      response.setHeader('content-type', 'application/json').end('{"id":1}');
    });
  });
  const json = { name: 'Zürich' };
  expect(await client.request('POST', '/things', { schema, json })).toEqual({ id: 1 });
  expect(seen).toEqual([['POST', '18', undefined, JSON.stringify(json)]]);
  expect(await lines()).toEqual([
    'unified_sync_requests_total{connection="ninja-acme",method="POST",outcome="2xx"} 1',
    'unified_sync_request_bytes_total{connection="ninja-acme",direction="sent"} 18',
    'unified_sync_request_bytes_total{connection="ninja-acme",direction="received"} 8',
  ]);
});

it('counts an answer without a declared length as it is read, and gives it out unchanged', async () => {
  const large = JSON.stringify({ text: 'ä'.repeat(100_000) });
  const { client, lines, fetch, baseUrl } = await counted((_, response) => {
    response.write(large.slice(0, 50_000));
    response.end(large.slice(50_000));
  });
  expect(JSON.stringify(await client.request('GET', '/things', { schema }))).toBe(large);
  expect(await lines()).toContain(
    `unified_sync_request_bytes_total{connection="ninja-acme",direction="received"} ${Buffer.byteLength(large)}`,
  );
  expect((await fetch(`${baseUrl}/x?y=1`)).url).toBe(`${baseUrl}/x?y=1`);
});

it('reads a compressed answer', async () => {
  const { client } = await counted((_, response) => {
    response.setHeader('content-encoding', 'gzip').end(gzipSync('{"id":1}'));
  });
  expect(await client.request('GET', '/things', { schema })).toEqual({ id: 1 });
});

it('tells the classes of answers from each other, and from no answer at all', async () => {
  const statuses = [204, 404, 429, 503];
  const { client, outcomes, stop, baseUrl } = await counted((request, response) => {
    if (request.url === '/never') return;
    if (request.url === '/broken') return void request.socket.destroy();
    response.statusCode = statuses.shift() ?? 500;
    response.end();
  });
  const ask = async (path: string) => await client.raw('GET', path).catch(() => undefined);
  for (const path of ['/', '/', '/', '/', '/broken', '/never']) await ask(path);
  stop();
  expect(outcomes.map((one) => one.replace('ninja-acme ', ''))).toEqual([
    '2xx',
    '4xx',
    '429',
    '5xx',
    'network',
    'timeout',
  ]);
  expect(baseUrl).toMatch(/^http/);
});
