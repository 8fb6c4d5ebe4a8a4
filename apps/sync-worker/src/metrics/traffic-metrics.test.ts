import { expect, it } from 'vitest';
import { NetworkError } from '@unified-sync/http-client';
import { silentLog } from '../log.ts';
import { useTestStores } from '../store/testing/test-store.ts';
import { breakerRules } from '../traffic/breaker-state.ts';
import { createTraffic } from '../traffic/create-traffic.ts';
import { metricsText } from './metrics-text.ts';
import { createTrafficMetrics } from './traffic-metrics.ts';

const { create } = useTestStores();
const request = { provider: 'acme', method: 'GET', path: '/clients', retryable: true };

/** Two connections to one host with a limit, one of its own without, and what Prometheus reads of them. */
async function setUp() {
  const { store, advance } = await create();
  let time = 0;
  const hosted = { budget: 'invoicing.co', requestsPerMinute: 500 };
  const limits = {
    hub: { budget: 'hub', requestsPerMinute: null },
    'ninja-acme': hosted,
    'ninja-other': hosted,
    'ninja-own': { budget: 'own', requestsPerMinute: null },
  };
  const traffic = createTraffic({ store: store.traffic, limits, log: silentLog, now: () => time });
  const source = createTrafficMetrics(traffic);
  return {
    traffic,
    async pass(milliseconds: number) {
      await advance(milliseconds);
      time += milliseconds;
    },
    async fail(owner: string, times: number) {
      const { around } = traffic.of(owner);
      const reset = async () => await Promise.reject(new NetworkError('reset', request));
      for (let failed = 0; failed < times; failed += 1)
        await expect(around(reset, request)).rejects.toThrow('reset');
    },
    lines: async () =>
      metricsText(await source.read())
        .split('\n')
        .filter((line) => !line.startsWith('#') && line !== ''),
  };
}

it('shows the phase of each breaker, Directus among them, as one of three that is 1', async () => {
  const { fail, lines, pass, traffic } = await setUp();
  const ofBreakers = async (connection: string) =>
    (await lines()).filter(
      (line) => line.startsWith('unified_sync_breaker_') && line.includes(`"${connection}"`),
    );
  const shown = (connection: string, [closed, open, halfOpen, failures]: readonly number[]) => [
    `unified_sync_breaker_state{connection="${connection}",phase="closed"} ${closed}`,
    `unified_sync_breaker_state{connection="${connection}",phase="open"} ${open}`,
    `unified_sync_breaker_state{connection="${connection}",phase="half_open"} ${halfOpen}`,
    `unified_sync_breaker_failures{connection="${connection}"} ${failures}`,
  ];
  await fail('ninja-acme', 2);
  expect(await ofBreakers('ninja-acme')).toEqual(shown('ninja-acme', [1, 0, 0, 2]));
  await fail('hub', breakerRules.failuresToOpen);
  expect(await ofBreakers('directus')).toEqual(shown('directus', [0, 1, 0, breakerRules.failuresToOpen]));
  await pass(breakerRules.firstRest);
  const answered = Promise.withResolvers<Response>();
  const begun = Promise.withResolvers<void>();
  const probe = traffic.of('hub').around(async () => (begun.resolve(), await answered.promise), request);
  await begun.promise;
  expect(await ofBreakers('directus')).toEqual(shown('directus', [0, 0, 1, breakerRules.failuresToOpen]));
  answered.resolve(new Response());
  await probe;
  expect(await ofBreakers('directus')).toEqual(shown('directus', [1, 0, 0, 0]));
});

it('shows a budget once, however many share it; what is left of one without a limit is absent and not zero', async () => {
  const { lines, pass, traffic } = await setUp();
  const ofBudgets = async () => (await lines()).filter((line) => line.startsWith('unified_sync_budget_'));
  const paused = (budget: string, seconds: number) =>
    `unified_sync_budget_paused_seconds{budget="${budget}"} ${seconds}`;
  const left = (requests: number) => `unified_sync_budget_requests_left{budget="invoicing.co"} ${requests}`;
  expect(await ofBudgets()).toEqual([
    left(100),
    paused('directus', 0),
    paused('invoicing.co', 0),
    paused('own', 0),
  ]);
  traffic.of('ninja-other').budget.pause(30_000);
  await expect
    .poll(ofBudgets)
    .toEqual([left(0), paused('directus', 0), paused('invoicing.co', 30), paused('own', 0)]);
  await pass(29_500);
  expect(await ofBudgets()).toContain(paused('invoicing.co', 0.5));
});
