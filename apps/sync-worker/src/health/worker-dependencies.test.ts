import { expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import type { TrafficStatus } from '../traffic/create-traffic.ts';
import { closedView } from '../traffic/traffic-store.ts';
import { createHealth } from './health.ts';
import { workerDependencies } from './worker-dependencies.ts';

/** A worker between Directus and one provider that both answer, with what its budgets say. */
function setUp(statuses: () => Promise<readonly Pick<TrafficStatus, 'owner' | 'pausedFor'>[]>) {
  let probes = 0;
  const dependencies = workerDependencies(
    {
      store: { position: async () => 1 },
      hub: { ping: async () => undefined },
      connectors: new Map([
        ['acme', { connection: 'acme', fingerprint: async () => ((probes += 1), 'account') }],
      ]),
      traffic: {
        status: async () =>
          (await statuses()).map((one) => ({
            ...closedView,
            nextTryIn: 0,
            budget: one.owner,
            requestsPerMinute: null,
            requestsLeft: null,
            ...one,
          })),
      },
    },
    async () => undefined,
  );
  const health = createHealth({ dependencies, log: silentLog });
  return {
    probes: () => probes,
    async report() {
      const { status, dependencies: found } = await health.report();
      return [
        status,
        ...found.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }])),
      ];
    },
  };
}

it('does not ask a provider that asked for quiet, and says so', async () => {
  const { report, probes } = setUp(async () => [
    { owner: 'hub', pausedFor: 0 },
    { owner: 'acme', pausedFor: 30_000 },
  ]);
  expect(await report()).toEqual(['degraded', { name: 'acme', reason: 'asks to wait' }]);
  expect(probes()).toBe(0);
});

it('sits out a short pause, as Directus asks for one when it is busy', async () => {
  const { report, probes } = setUp(async () => [
    { owner: 'hub', pausedFor: 1000 },
    { owner: 'acme', pausedFor: 1000 },
  ]);
  expect(await report()).toEqual(['ready']);
  expect(probes()).toBe(1);
});

it('says of those whose pauses cannot be read that it is the database', async () => {
  const { report } = setUp(async () => await Promise.reject(new Error('connect 10.0.0.1')));
  const reason = 'cannot be asked without the database';
  expect(await report()).toEqual(['not ready', { name: 'directus', reason }, { name: 'acme', reason }]);
});
