import { NetworkError } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import type { Dependency } from './dependency.ts';
import { createHealth } from './health.ts';

const start = Date.UTC(2026, 0, 1);

/** A dependency that can be broken, in a health with a clock of its own. */
function harness(changes: Partial<Dependency> = {}) {
  let now = start;
  let failure: unknown;
  let probes = 0;
  const probe = async (): Promise<void> => {
    probes += 1;
    if (failure !== undefined) throw failure;
  };
  const lines: unknown[] = [];
  const dependency = { name: 'ninja-acme', needed: false, freshFor: 60_000, probe, ...changes };
  const log = {
    ...silentLog,
    warn: (message: string, details?: object) => void lines.push({ message, ...details }),
    info: (message: string, details?: object) => void lines.push({ message, ...details }),
  };
  const health = createHealth({ dependencies: [dependency], log, within: 20, now: () => now });
  return {
    health,
    lines,
    probes: () => probes,
    fail: (error: unknown) => (failure = error),
    wait: (milliseconds: number) => (now += milliseconds),
    one: async () => (await health.report()).dependencies[0],
  };
}

const away = new NetworkError('GET https://secret.example.com/?token=abc got no answer', {
  provider: 'invoice-ninja',
  method: 'GET',
  path: '/',
  retryable: true,
});

it('says since when something fails, and why, in words without an address or a secret', async () => {
  const { health, one, fail, wait, lines } = harness();
  expect(await health.report()).toEqual({
    status: 'ready',
    dependencies: [{ name: 'ninja-acme', needed: false, state: 'ok', since: '2026-01-01T00:00:00.000Z' }],
  });
  fail(away);
  wait(60_000);
  const failing = { state: 'failing', since: '2026-01-01T00:01:00.000Z', reason: 'cannot be reached' };
  expect(await one()).toMatchObject(failing);
  wait(60_000);
  expect(await one()).toMatchObject(failing);
  fail(undefined);
  wait(5000);
  expect(await one()).toMatchObject({ state: 'ok', since: '2026-01-01T00:02:05.000Z' });
  expect(lines).toEqual([
    { message: 'a dependency fails', dependency: 'ninja-acme', reason: 'cannot be reached' },
    { message: 'a dependency answers again', dependency: 'ninja-acme', failedFor: 65_000 },
  ]);
});

it('is degraded without what the worker can wait for, and not ready without what it needs', async () => {
  for (const [needed, status] of [
    [false, 'degraded'],
    [true, 'not ready'],
  ] as const) {
    const { health, fail } = harness({ needed });
    fail(away);
    expect((await health.report()).status).toBe(status);
  }
});

it('asks once in a while, however often it is asked', async () => {
  const { health, probes, wait, fail } = harness();
  await Promise.all([health.report(), health.report()]);
  wait(59_999);
  await health.report();
  expect(probes()).toBe(1);
  wait(1);
  fail(away);
  await health.report();
  // One that fails is asked again sooner, and no more than every five seconds.
  wait(4999);
  await health.report();
  expect(probes()).toBe(2);
  wait(1);
  await health.report();
  expect(probes()).toBe(3);
});

it('does not ask where a real request was answered meanwhile', async () => {
  const { health, probes, wait } = harness();
  await health.report();
  for (let minutes = 0; minutes < 10; minutes += 1) {
    wait(50_000);
    health.heard('ninja-acme', true);
    await health.report();
  }
  expect(probes()).toBe(1);
});

it('asks soon where a real request was not answered, and believes the probe', async () => {
  const { health, one, probes, wait } = harness();
  await health.report();
  wait(5000);
  health.heard('ninja-acme', false);
  expect(await one()).toMatchObject({ state: 'ok' });
  expect(probes()).toBe(2);
});

it('takes one that hangs for one that fails, and does not ask it a second time beside', async () => {
  let probes = 0;
  const probe = async (): Promise<never> => {
    probes += 1;
    return await new Promise(() => undefined);
  };
  const { one, wait } = harness({ probe });
  expect(await one()).toMatchObject({ state: 'failing', reason: 'gives no answer within 0.02 s' });
  wait(60_000);
  await one();
  expect(probes).toBe(1);
});

it('says that it ends, whatever else there is to say', async () => {
  const { health } = harness();
  health.end();
  expect((await health.report()).status).toBe('ending');
});

it('shows as metrics what answers', async () => {
  const { health, fail } = harness();
  fail(away);
  expect(await health.read()).toMatchObject([
    { name: 'unified_sync_dependency_up', samples: [{ labels: { dependency: 'ninja-acme' }, value: 0 }] },
    { name: 'unified_sync_dependency_since_timestamp_seconds', samples: [{ value: start / 1000 }] },
  ]);
});
