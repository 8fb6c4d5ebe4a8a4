import { createHttpClient, type HttpClient, NetworkError } from '@unified-sync/http-client';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { useTestStores } from '../store/testing/test-store.ts';
import { breakerRules } from './breaker-state.ts';
import { createTraffic, type TrafficLimit } from './create-traffic.ts';
import { HeldBack } from './held-back.ts';
import { askLive, heldBackFor, inLane } from './lane-scope.ts';
import { staleAfter } from './traffic-states.ts';

const { create } = useTestStores();
const { failuresToOpen, firstRest, longestRest, probeFor } = breakerRules;
/** A busy machine is slow, and not wrong. */
const slow = { timeout: 10_000 };
const unlimited: TrafficLimit = { budget: 'acme', requestsPerMinute: null };

/** Two processes with a client each, and a provider that answers as it is told. */
async function setUp(limit: TrafficLimit = unlimited) {
  const { store, ofAnotherWorker, advance } = await create();
  let time = 0;
  let answer: (url: string) => Promise<Response> = async () => new Response();
  const sent: string[] = [];
  const start = (name: string, traffic = ofAnotherWorker().traffic) => {
    let reads = 0;
    const counted = {
      ...traffic,
      async read() {
        reads += 1;
        return await traffic.read();
      },
    };
    const own = createTraffic({
      store: counted,
      limits: { hub: unlimited, acme: limit },
      log: silentLog,
      now: () => time,
      sleep: async (milliseconds) => {
        await advance(milliseconds);
        time += milliseconds;
      },
    });
    const client = createHttpClient({
      provider: 'acme',
      baseUrl: 'https://acme.example',
      maxRetries: 0,
      ...own.of('acme'),
      async fetch(input) {
        const url = input instanceof Request ? input.url : String(input);
        sent.push(`${name} ${new URL(url).pathname}`);
        return await answer(url);
      },
    });
    return { client, traffic: own, reads: () => reads };
  };
  return {
    one: start('one', store.traffic),
    other: start('other'),
    sent,
    answerWith: (next: typeof answer) => (answer = next),
    async pass(milliseconds: number) {
      await advance(milliseconds);
      time += milliseconds;
    },
  };
}

type Test = Awaited<ReturnType<typeof setUp>>;
const get = async (client: HttpClient, path = '/clients'): Promise<unknown> =>
  await client.raw('GET', path).catch((error: unknown) => error);
const reset = async (): Promise<never> => await Promise.reject(new TypeError('fetch failed'));

async function bringDown({ one, answerWith }: Test): Promise<void> {
  answerWith(reset);
  // oxlint-disable-next-line no-await-in-loop -- failures in a row
  for (let count = 0; count < failuresToOpen; count += 1) await get(one.client);
}

/** Until the rest is as long as it gets. */
async function failProbes({ one, pass }: Test): Promise<void> {
  for (let probes = 0; probes < 6; probes += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await pass(longestRest);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await get(one.client);
  }
}

describe('a provider that is down', () => {
  it('is asked by no process any more, and says why', async () => {
    const test = await setUp();
    await get(test.other.client);
    await bringDown(test);
    await failProbes(test);
    const before = test.sent.length;
    expect(await get(test.one.client)).toBeInstanceOf(HeldBack);
    // The other process learns of it within the time that it believes what it read.
    await test.pass(staleAfter);
    const held = await get(test.other.client);
    expect(held).toBeInstanceOf(HeldBack);
    expect(String(held)).toMatch(/^NetworkError: acme is down and not asked now: .*no answer: fetch failed/);
    expect(test.sent).toHaveLength(before);
  });

  it('is asked once when its rest is over, by one request of all processes, and by all when that is answered', async () => {
    const test = await setUp();
    await bringDown(test);
    await test.pass(longestRest);
    const probe = Promise.withResolvers<Response>();
    test.answerWith(async () => await probe.promise);
    const before = test.sent.length;
    const asked = [test.one, test.other].flatMap(({ client }) =>
      Array.from({ length: 10 }, async () => await get(client)),
    );
    let settled = 0;
    for (const one of asked) void one.then(() => (settled += 1));
    await expect.poll(() => settled, slow).toBe(asked.length - 1);
    probe.resolve(new Response());
    const results = await Promise.all(asked);
    expect(test.sent).toHaveLength(before + 1);
    expect(results.filter((result) => result instanceof Response)).toHaveLength(1);
    test.answerWith(async () => new Response());
    await test.pass(staleAfter);
    expect(await get(test.other.client)).toBeInstanceOf(Response);
  });

  it('is not tried with a write, whose end nobody would know', async () => {
    const test = await setUp();
    await bringDown(test);
    await test.pass(longestRest);
    const before = test.sent.length;
    await expect(test.one.client.raw('POST', '/clients')).rejects.toBeInstanceOf(HeldBack);
    expect(test.sent).toHaveLength(before);
  });

  it('is tried by the other process where the one that tried has died', async () => {
    const test = await setUp();
    await bringDown(test);
    await test.pass(longestRest);
    test.answerWith(async () => await new Promise(() => undefined));
    void get(test.one.client);
    await expect.poll(() => test.sent.length, slow).toBe(failuresToOpen + 1);
    test.answerWith(async () => new Response());
    await test.pass(probeFor - 1);
    expect(await get(test.other.client)).toBeInstanceOf(HeldBack);
    await test.pass(staleAfter + 1);
    expect(await get(test.other.client)).toBeInstanceOf(Response);
  });

  it('keeps jobs waiting until it may be tried, and tells the work that met it', async () => {
    const test = await setUp();
    expect(await test.one.traffic.wait('acme')).toBe(0);
    await bringDown(test);
    const wait = await test.one.traffic.wait('acme');
    expect(wait).toBeGreaterThanOrEqual(firstRest / 2);
    expect(await test.one.traffic.wait('hub')).toBe(0);
    await inLane('user', async () => {
      expect(heldBackFor()).toBe(0);
      await get(test.one.client);
      expect(heldBackFor()).toBe(wait);
    });
    await test.pass(longestRest);
    expect(await test.one.traffic.wait('acme')).toBe(0);
  });

  it('keeps jobs of all connections waiting where it is the hub', async () => {
    const test = await setUp();
    const lost = async (): Promise<never> =>
      await Promise.reject(
        new NetworkError('no answer', { provider: 'directus', method: 'GET', path: '/', retryable: true }),
      );
    for (let count = 0; count < failuresToOpen; count += 1)
      // oxlint-disable-next-line no-await-in-loop -- failures in a row
      await test.one.traffic
        .of('hub')
        .around(lost, { provider: 'directus', method: 'GET', path: '/' })
        .catch(() => undefined);
    expect(await test.one.traffic.wait('hub')).toBeGreaterThan(0);
    expect(await test.one.traffic.wait('acme')).toBe(await test.one.traffic.wait('hub'));
  });

  it('is asked all the same where a person wants to know, which changes nothing', async () => {
    const test = await setUp();
    await bringDown(test);
    test.answerWith(async () => new Response());
    expect(await askLive(async () => await get(test.one.client))).toBeInstanceOf(Response);
    expect(await get(test.one.client)).toBeInstanceOf(HeldBack);
  });

  it('is shown with why, since when and when it is tried next', async () => {
    const test = await setUp({ budget: 'acme', requestsPerMinute: 60 });
    await bringDown(test);
    const [hub, acme] = await test.other.traffic.status();
    expect(hub).toMatchObject({ owner: 'hub', phase: 'closed', nextTryIn: 0, requestsLeft: null });
    expect(acme).toMatchObject({
      owner: 'acme',
      phase: 'open',
      cause: expect.stringMatching('fetch failed'),
      since: expect.any(Date),
      nextTryIn: expect.any(Number),
      requestsPerMinute: 60,
      requestsLeft: 12 - failuresToOpen,
    });
  });
});

describe('a provider that answers', () => {
  it.each([200, 400, 401, 404, 422, 429])('with %i, again and again, is not down', async (status) => {
    const test = await setUp();
    test.answerWith(async () => new Response(null, { status }));
    for (let count = 0; count < 3 * failuresToOpen; count += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await get(test.one.client)).not.toBeInstanceOf(HeldBack);
    const [, acme] = await test.one.traffic.status();
    expect(acme).toMatchObject({ phase: 'closed', failures: 0 });
  });

  it('costs no query for each request', async () => {
    const test = await setUp();
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (let count = 0; count < 50; count += 1) await get(test.one.client);
    expect(test.one.reads()).toBe(1);
  });
});

describe('a provider that asks to wait', () => {
  it.each([unlimited, { budget: 'acme', requestsPerMinute: 60 }])(
    'makes all processes wait: %o',
    async (limit) => {
      const test = await setUp(limit);
      await get(test.other.client);
      test.answerWith(async () => new Response(null, { status: 429, headers: { 'retry-after': '20' } }));
      await get(test.one.client);
      test.answerWith(async () => new Response());
      await expect
        .poll(async () => (await test.other.traffic.status())[1]?.pausedFor, slow)
        .toBeGreaterThan(19_000);
      await test.pass(staleAfter);
      const before = (await test.other.traffic.status())[1]?.pausedFor ?? 0;
      expect(await get(test.other.client)).toBeInstanceOf(Response);
      expect(before).toBeGreaterThan(18_000);
      expect((await test.other.traffic.status())[1]?.pausedFor).toBe(0);
    },
  );
});
