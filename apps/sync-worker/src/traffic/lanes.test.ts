import { setTimeout as sleep } from 'node:timers/promises';
import type { RateBudget } from '@unified-sync/http-client';
import type { Lane } from '@unified-sync/sync-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { migrateStore } from '../store/migrate.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { createPostgresStore } from '../store/postgres-store.ts';
import { useTestStores } from '../store/testing/test-store.ts';
import type { BudgetPace } from './budget-state.ts';
import { createSharedBudget } from './create-shared-budget.ts';
import { inLane } from './lane-scope.ts';
import { createTrafficStates } from './traffic-states.ts';

// The real clock: what is tried here is who comes first when several processes wait.
const { url } = useTestStores();
const schema = 'lanes';
const pace: BudgetPace = { capacity: 10, perSecond: 20 };
const pools: Database[] = [];
let count = 0;

beforeAll(async () => {
  for (let process = 0; process < 2; process += 1)
    pools.push(openDatabase({ url: url(), schema, onError: () => undefined }));
  await migrateStore(poolOf(0), schema);
});
afterAll(async () => {
  await Promise.all(pools.map(async (db) => await db.destroy()));
});

function poolOf(process: number): Database {
  const db = pools[process];
  if (db === undefined) throw new Error(`there is no process ${process}`);
  return db;
}

/** One budget in two processes. */
function processes(): readonly RateBudget[] {
  count += 1;
  const key = `budget-${count}`;
  return [0, 1].map((process) => {
    const store = createPostgresStore({ db: poolOf(process) }).traffic;
    const now = (): number => performance.now();
    return createSharedBudget({
      key,
      pace,
      store,
      states: createTrafficStates({ store, now }),
      log: silentLog,
      now,
      sleep: async (milliseconds) => await sleep(milliseconds),
    });
  });
}

/** Keeps so many requests of a lane waiting in a process until the signal ends it; gives the times of all tokens. */
async function flood(
  budget: RateBudget,
  lane: Lane,
  options: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<readonly number[]> {
  const times: number[] = [];
  const { signal } = options;
  await inLane(lane, async () => {
    await Promise.all(
      Array.from({ length: options.atOnce }, async () => {
        try {
          for (;;) {
            // oxlint-disable-next-line no-await-in-loop -- one request after the other
            await budget.take(signal);
            times.push(performance.now());
          }
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      }),
    );
  });
  return times;
}

it('lets a webhook pass while backfills of two processes flood the budget', async () => {
  const [one, other] = processes();
  if (one === undefined || other === undefined) throw new Error('there are two');
  const ending = new AbortController();
  const options = { atOnce: 20, signal: ending.signal };
  const floods = [flood(one, 'backfill', options), flood(other, 'backfill', options)];
  await sleep(1500);
  const waits: number[] = [];
  for (let hooks = 0; hooks < 5; hooks += 1) {
    const from = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await inLane('webhook', async () => await one.take());
    waits.push(performance.now() - from);
  }
  ending.abort();
  const spent = (await Promise.all(floods)).flat().length;
  // 40 wait at 20 a second: behind them, it would be two seconds each. A lane of its own waits for the next token.
  expect(Math.max(...waits)).toBeLessThan(1500);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(4000);
  expect(spent).toBeGreaterThan(30);
}, 20_000);

it('leaves a backfill its share of a flood of webhooks, and the webhooks the rest', async () => {
  const [one, other] = processes();
  if (one === undefined || other === undefined) throw new Error('there are two');
  const ending = new AbortController();
  const { signal } = ending;
  const started = performance.now();
  const hooks = [
    flood(one, 'webhook', { atOnce: 20, signal }),
    flood(other, 'webhook', { atOnce: 20, signal }),
  ];
  const backfill = flood(other, 'backfill', { atOnce: 5, signal });
  await sleep(5000);
  ending.abort();
  const urgent = (await Promise.all(hooks)).flat().length;
  const seconds = (performance.now() - started) / 1000;
  const least = (await backfill).length;
  expect(least).toBeGreaterThanOrEqual(2);
  expect(urgent).toBeGreaterThan(4 * least);
  expect(urgent + least).toBeLessThanOrEqual(pace.capacity + Math.ceil(seconds * pace.perSecond));
}, 20_000);
