import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ciRun } from './ci-run.ts';

vi.setConfig({ testTimeout: 60_000 });

const green = { total: 3, passed: 3, failed: 0 };

describe('.ci/run', () => {
  let redis: Server | undefined;
  // Where a real Redis has the port, it answers just as well.
  beforeAll(async () => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).end('+PONG\r\n'));
    redis = await new Promise((resolve) => {
      server.once('error', () => resolve(undefined)).listen(6379, '127.0.0.1', () => resolve(server));
    });
  });
  afterAll(() => redis?.close());

  it('counts every test and every other step, and says so at the end', async () => {
    expect(await ciRun({ tests: green })).toMatchObject({
      code: 0,
      lastLine: '5 passed, 0 failed',
      commands: ['pnpm@12 test', 'pnpm@12 check'],
    });
  });

  it('runs the demo as soon as there is one', async () => {
    expect(await ciRun({ tests: green, demo: true })).toMatchObject({
      code: 0,
      lastLine: '6 passed, 0 failed',
      commands: ['pnpm@12 test', 'pnpm@12 demo --exit', 'pnpm@12 check'],
    });
  });

  it('looks at real examples as soon as there is a script that does', async () => {
    expect(await ciRun({ tests: green, examples: true })).toMatchObject({
      code: 0,
      lastLine: '6 passed, 0 failed',
      commands: ['pnpm@12 test', 'pnpm@12 check:examples', 'pnpm@12 check'],
    });
  });

  it('counts the tests on another Directus, and every scenario of the chaos', async () => {
    const chaos = { total: 4, passed: 4, failed: 0 };
    const verdict = await ciRun({ tests: green, directus12: green, chaos });
    expect(verdict).toMatchObject({ code: 0, lastLine: '12 passed, 0 failed' });
    expect(verdict.commands.toSorted()).toEqual([
      'pnpm@12 check',
      'pnpm@12 test',
      expect.stringMatching(/^pnpm@12 test:chaos --report \/.*\.json$/),
      'pnpm@12 test:directus-12',
    ]);
  });

  it('plays the chaos beside the checks, and shows at its end what it printed', async () => {
    const chaos = { total: 4, passed: 4, failed: 0 };
    const verdict = await ciRun({ tests: green, chaos, chaosIsSlow: true });
    expect(verdict).toMatchObject({ code: 0, lastLine: '9 passed, 0 failed' });
    expect(verdict.log).toMatch(/all is checked\n[^]*the chaos is over\n/);
  });

  it('leaves the chaos until the tests are over, whose limits are those of a machine that is theirs', async () => {
    const { commands } = await ciRun({ tests: green, chaos: { total: 4, passed: 4, failed: 0 } });
    expect(commands[0]).toBe('pnpm@12 test');
  });

  it.each([
    [
      'a skipped test on another Directus',
      { tests: green, directus12: { total: 3, passed: 2, failed: 0 } },
      '7 passed, 1 failed',
    ],
    [
      'a failed test on another Directus',
      { tests: green, directus12: { total: 3, passed: 2, failed: 1 }, failing: ['test:directus-12'] },
      '7 passed, 1 failed',
    ],
    [
      'a failed scenario of the chaos',
      { tests: green, chaos: { total: 4, passed: 3, failed: 1 }, failing: ['test:chaos'] },
      '8 passed, 1 failed',
    ],
    [
      'a scenario of the chaos that was not played',
      { tests: green, chaos: { total: 4, passed: 3, failed: 0 } },
      '8 passed, 1 failed',
    ],
    [
      'a chaos that ends badly behind its scenarios',
      { tests: green, chaos: { total: 4, passed: 4, failed: 0 }, failing: ['test:chaos'] },
      '9 passed, 1 failed',
    ],
    ['a chaos that reports nothing', { tests: green, chaos: null }, '5 passed, 1 failed'],
    [
      'examples that do not parse',
      { tests: green, examples: true, failing: ['check:examples'] },
      '5 passed, 1 failed',
    ],
    ['a failed test', { tests: { total: 3, passed: 2, failed: 1 }, failing: ['test'] }, '4 passed, 1 failed'],
    [
      'a failed test that the runner forgives',
      { tests: { total: 3, passed: 2, failed: 1 } },
      '4 passed, 1 failed',
    ],
    ['a skipped test', { tests: { total: 3, passed: 2, failed: 0 } }, '4 passed, 1 failed'],
    ['a run of no test', { tests: { total: 0, passed: 0, failed: 0 } }, '2 passed, 1 failed'],
    ['an error outside of all tests', { tests: green, failing: ['test'] }, '5 passed, 1 failed'],
    ['a failed check', { tests: green, failing: ['check'] }, '4 passed, 1 failed'],
    ['a failed demo', { tests: green, failing: ['demo'], demo: true }, '5 passed, 1 failed'],
  ])('fails for %s', async (_, outcome, lastLine) => {
    expect(await ciRun(outcome)).toMatchObject({ code: 1, lastLine });
  });

  it('does not take the report of an earlier run for its own', async () => {
    expect(await ciRun({})).toMatchObject({ code: 1, lastLine: '2 passed, 1 failed' });
  });

  it('runs the check even where a test failed, so that one run tells all', async () => {
    const { commands } = await ciRun({ tests: { total: 1, passed: 0, failed: 1 }, failing: ['test'] });
    expect(commands).toContain('pnpm@12 check');
  });
});
