import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { limitBody } from './limit-body.ts';
import { type ServedIngress, serveIngress } from './serve-ingress.ts';

let served: ServedIngress | undefined;
afterEach(async () => await served?.close());

/** Sends bytes as they are to a server that takes 10 bytes, and gives the whole answer. */
async function answerTo(request: string): Promise<string> {
  const app = new Hono();
  app.use(limitBody(10));
  app.post('/', async ({ req, text }) => text(`got ${await req.text()}`));
  served = await serveIngress(app, 0, '127.0.0.1');
  const { port } = served;
  return await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const post = (...headers: string[]): string =>
  ['POST / HTTP/1.1', 'host: x', 'connection: close', ...headers, '', ''].join('\r\n');

it('takes a body that is short enough, declared or not', async () => {
  expect(await answerTo(`${post('content-length: 10')}0123456789`)).toContain('got 0123456789');
  await served?.close();
  const chunked = `${post('transfer-encoding: chunked')}5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n`;
  expect(await answerTo(chunked)).toContain('got 0123456789');
});

it('refuses a body by its declared length, without waiting for it', async () => {
  expect(await answerTo(post('content-length: 11'))).toContain('HTTP/1.1 413');
});

it('counts a body whose length is not declared', async () => {
  const chunked = `${post('transfer-encoding: chunked')}6\r\n012345\r\n6\r\n6789ab\r\n0\r\n\r\n`;
  expect(await answerTo(chunked)).toContain('HTTP/1.1 413');
});

it('takes no more than was declared', async () => {
  const answer = await answerTo(`${post('content-length: 10')}0123456789abcdef`);
  expect(answer).toMatch(/^HTTP\/1\.1 (?:200|400)/);
  expect(answer).not.toContain('abcdef');
});
