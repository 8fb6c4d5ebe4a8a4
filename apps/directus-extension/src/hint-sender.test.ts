import { verifyHmac } from '@unified-sync/http-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHintSender, type HintSenderOptions } from './hint-sender.ts';

const secret = 's'.repeat(32);

interface Sent {
  headers: Headers;
  body: string;
}

/** A sender whose worker answers as told, one answer after the other, and then 200. */
function setUp(answers: Array<() => Promise<Response>> = [], options: Partial<HintSenderOptions> = {}) {
  const sent: Sent[] = [];
  const logged: string[] = [];
  const log = (level: string) => (message: string) => void logged.push(`${level}: ${message}`);
  const fetch: typeof globalThis.fetch = async (_, init) => {
    sent.push({ headers: new Headers(init?.headers), body: await new Response(init?.body ?? null).text() });
    return await (answers.shift()?.() ?? Promise.resolve(new Response()));
  };
  const sender = createHintSender({
    url: 'http://worker.test/hints',
    secret,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    fetch,
    ...options,
  });
  const bodies = (): unknown[] => sent.map(({ body }): unknown => JSON.parse(body));
  return { sender, sent, bodies, logged };
}

/** An answer that comes when told to. */
function slowAnswer(): { slow: () => Promise<Response>; answer: () => void } {
  const { promise, resolve } = Promise.withResolvers<Response>();
  return { slow: async () => await promise, answer: () => resolve(new Response()) };
}

const refused = async (): Promise<Response> =>
  await Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }) }),
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends what came within 300 ms in one request', async () => {
  const { sender, bodies } = setUp();
  sender.hint('companies', ['a']);
  await vi.advanceTimersByTimeAsync(299);
  sender.hint('companies', ['b', 'a']);
  sender.hint('payments', [7]);
  expect(bodies()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual([
    {
      hints: [
        { collection: 'companies', ids: ['a', 'b'] },
        { collection: 'payments', ids: ['7'] },
      ],
      incomplete: false,
    },
  ]);
});

it('sends a full batch at once, and never two requests at a time', async () => {
  const { slow, answer } = slowAnswer();
  const { sender, sent } = setUp([slow], { batch: 2 });
  sender.hint('companies', ['a', 'b', 'c']);
  await vi.advanceTimersByTimeAsync(0);
  sender.hint('companies', ['d', 'e', 'f']);
  await vi.advanceTimersByTimeAsync(4000);
  expect(sent).toHaveLength(1);
  answer();
  await vi.advanceTimersByTimeAsync(10);
  expect(sent).toHaveLength(3);
});

it('signs the timestamp and the bytes of the body', async () => {
  vi.setSystemTime(1_700_000_000_000);
  const { sender, sent } = setUp();
  sender.hint('companies', ['é']);
  await vi.advanceTimersByTimeAsync(300);
  const { headers, body } = sent[0] ?? { headers: new Headers(), body: '' };
  const timestamp = headers.get('x-unified-sync-timestamp');
  expect(timestamp).toBe('1700000000300');
  const signature = headers.get('x-unified-sync-signature')?.replace('v1=', '') ?? '';
  const check = async (payload: string): Promise<boolean> =>
    await verifyHmac({ secrets: [secret], payload, signature });
  expect(await check(`${timestamp}.${body}`)).toBe(true);
  expect(await check(`1700000000301.${body}`)).toBe(false);
});

it('drops what it cannot send, says so once, and tells the worker when it is back', async () => {
  const { sender, bodies, logged } = setUp([refused, refused]);
  sender.hint('companies', ['a', 'b']);
  await vi.advanceTimersByTimeAsync(300);
  sender.hint('companies', ['c']);
  await vi.advanceTimersByTimeAsync(2000);
  sender.hint('companies', ['d']);
  await vi.advanceTimersByTimeAsync(2000);
  sender.hint('companies', ['e']);
  await vi.advanceTimersByTimeAsync(300);
  expect(bodies().slice(2)).toEqual([
    { hints: [{ collection: 'companies', ids: ['d'] }], incomplete: true },
    { hints: [{ collection: 'companies', ids: ['e'] }], incomplete: false },
  ]);
  expect(logged).toEqual([
    'warn: unified-sync: hints do not reach the worker (ECONNREFUSED). They are dropped; its sweep finds the changes.',
    'info: unified-sync: hints reach the worker again, 3 were dropped.',
  ]);
});

it('pauses after a failure, however much there is to send', async () => {
  const { sender, sent } = setUp([refused], { batch: 2 });
  sender.hint('companies', ['a', 'b']);
  await vi.advanceTimersByTimeAsync(0);
  for (const id of ['c', 'd', 'e', 'f']) sender.hint('companies', [id]);
  await vi.advanceTimersByTimeAsync(1999);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(sent).toHaveLength(3);
});

it('says what the worker answers when it refuses', async () => {
  const { sender, logged } = setUp([async () => await Promise.resolve(new Response('no', { status: 401 }))]);
  sender.hint('companies', ['a']);
  await vi.advanceTimersByTimeAsync(300);
  expect(logged).toEqual([expect.stringContaining('(it answers 401)')]);
});

it('keeps no more than its limit in memory, and asks for a sweep for the rest', async () => {
  const { sender, bodies } = setUp([], { limit: 3, batch: 10 });
  sender.hint('companies', ['a', 'b', 'c', 'd', 'e']);
  await vi.advanceTimersByTimeAsync(300);
  expect(bodies()).toEqual([
    { hints: [{ collection: 'companies', ids: ['a', 'b', 'c'] }], incomplete: true },
  ]);
});

it('tells of what it dropped while a request was under way with the next one', async () => {
  const { slow, answer } = slowAnswer();
  const { sender, bodies } = setUp([slow], { limit: 2, batch: 2 });
  sender.hint('companies', ['a', 'b']);
  await vi.advanceTimersByTimeAsync(0);
  sender.hint('companies', ['c', 'd', 'e']);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(bodies()).toEqual([
    { hints: [{ collection: 'companies', ids: ['a', 'b'] }], incomplete: false },
    { hints: [{ collection: 'companies', ids: ['c', 'd'] }], incomplete: true },
  ]);
});

it('sends nothing for nothing', async () => {
  const { sender, sent } = setUp();
  sender.hint('companies', []);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual([]);
});
