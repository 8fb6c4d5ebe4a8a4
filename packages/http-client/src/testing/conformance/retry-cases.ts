import assert from 'node:assert/strict';
import type { RateBudget } from '../../client-options.ts';
import { brokenConnection, connect, rejectionOf, serverFailure } from './connect.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

export function retryCases(subject: ConformanceSubject): ConformanceCase[] {
  const { id, answers } = subject;
  return [
    {
      name: 'a read is repeated after a 503 and after a broken connection',
      async run() {
        const { client, calls, clock } = connect(subject, [
          serverFailure(),
          brokenConnection(),
          answers.record(),
        ]);
        await client.get(id, {});
        assert.equal(calls.length, 3, 'requests');
        assert.equal(clock.sleeps.length, 2, 'waits');
      },
    },
    {
      name: 'a read is given up after `maxRetries`, with the last error',
      async run() {
        const { client, calls } = connect(subject, [serverFailure], { maxRetries: 1 });
        const error = await rejectionOf(client.get(id, {}));
        assertCode(error, 'server');
        assert.equal(calls.length, 2, 'requests');
      },
    },
    {
      name: 'a write that is not safe to repeat is sent once when the server fails',
      async run() {
        const { client, calls } = connect(subject, [serverFailure]);
        assertCode(await rejectionOf(client.create({})), 'server');
        assert.equal(calls.length, 1, 'requests');
      },
    },
    {
      name: 'a write that is not safe to repeat is sent once when the connection breaks',
      async run() {
        const { client, calls } = connect(subject, [() => brokenConnection()]);
        assertCode(await rejectionOf(client.create({})), 'network');
        assert.equal(calls.length, 1, 'requests');
      },
    },
    {
      name: 'a read that the rate limit refuses waits as many seconds as `Retry-After` says',
      async run() {
        const { client, calls, clock } = connect(subject, [refused('7'), answers.record()]);
        await client.get(id, {});
        assert.equal(calls.length, 2, 'requests');
        assert.deepEqual(clock.sleeps, [7000]);
      },
    },
    {
      name: 'a read that the rate limit refuses waits until the date that `Retry-After` says',
      async run() {
        const until = new Date(Date.UTC(2026, 0, 1, 0, 0, 9)).toUTCString();
        const { client, clock } = connect(subject, [refused(until), answers.record()]);
        await client.get(id, {});
        assert.deepEqual(clock.sleeps, [9000]);
      },
    },
    {
      name: 'a rate limit past the deadline is not waited for',
      async run() {
        const { client, calls, clock } = connect(subject, [() => refused('999')], { deadline: 10_000 });
        assertCode(await rejectionOf(client.get(id, {})), 'rate_limit');
        assert.equal(calls.length, 1, 'requests');
        assert.deepEqual(clock.sleeps, []);
      },
    },
    {
      name: 'every attempt takes from the rate budget, and a refused one pauses it',
      async run() {
        const seen: string[] = [];
        const budget: RateBudget = {
          async take() {
            seen.push('take');
          },
          pause: (milliseconds) => seen.push(`pause ${milliseconds}`),
        };
        const { client } = connect(subject, [refused('2'), answers.record()], { budget });
        await client.get(id, {});
        assert.deepEqual(seen, ['take', 'pause 2000', 'take']);
      },
    },
  ];
}

const refused = (retryAfter: string): Response =>
  new Response('', { status: 429, headers: { 'retry-after': retryAfter } });

export function assertCode(error: unknown, code: string): void {
  assert(error instanceof Error && 'code' in error, `expected an ApiError, got ${String(error)}`);
  assert.equal(error.code, code, error.message);
}
