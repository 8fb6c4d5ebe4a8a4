import type { DirtyRow } from '@unified-sync/sync-engine';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkConfig } from '../config/check-config.ts';
import type { Log } from '../log.ts';
import { useTestStores } from '../store/testing/test-store.ts';
import { createTraffic } from '../traffic/create-traffic.ts';
import { currentLane, inLane, noteHeldBack } from '../traffic/lane-scope.ts';
import { trafficLimits } from '../traffic/traffic-limits.ts';
import { composeWorker } from './compose-worker.ts';
import { connect } from './connect.ts';
import { type JobRunner, runJobs } from './run-jobs.ts';
import type { SyncWorker } from './sync-worker.ts';
import { ownerCompany } from './testing/start-world.ts';
import { waitingForProviders } from './waiting-for-providers.ts';
import { settle, workOff } from './work-off.ts';
import { rarely } from './testing/rarely.ts';

const { create, url } = useTestStores();
const connection = 'ninja-acme';
const nobody = 'http://127.0.0.1:1';
const patience = { timeout: 20_000, interval: 10 };
const record = (id: string) => ({ side: `${connection}.clients`, record: id });

let jobs: JobRunner | undefined;
afterEach(async () => {
  await jobs?.stop(25_000);
  jobs = undefined;
});

/** A worker on a real store, whose engine only notes what it is asked for. */
async function setUp(options: { readonly wait?: () => number; readonly busy?: () => Promise<void> }) {
  const { store, advance } = await create();
  const errors: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (...line) => errors.push(JSON.stringify(line)),
  };
  const config = checkConfig(
    {
      directusUrl: nobody,
      connections: { [connection]: { provider: 'invoice-ninja', baseUrl: nobody, ownerCompany } },
    },
    { DIRECTUS_TOKEN: 'd'.repeat(32), NINJA_ACME_TOKEN: 't' },
  );
  const traffic = createTraffic({ store: store.traffic, limits: trafficLimits(config), log });
  const composed = composeWorker({
    ...connect(config, { traffic }),
    store,
    traffic: { ...traffic, wait: async () => options.wait?.() ?? 0 },
    directus: { url: nobody, token: 'd' },
    log,
  });
  const did: { readonly what: string; readonly lane: string; readonly at: number }[] = [];
  const note = (what: string): void => void did.push({ what, lane: currentLane(), at: performance.now() });
  const worker: SyncWorker = {
    ...composed,
    engine: {
      ...composed.engine,
      async converge(rows: readonly DirtyRow[]) {
        note(`converge ${rows.map((row) => row.record).join()}`);
        if (currentLane() === 'backfill') await options.busy?.();
        await store.clearDirty(rows);
      },
      async scan(listing: string) {
        note(`scan ${listing}`);
        return { finished: true, records: 0 };
      },
      async sweepDeletes(listing: string) {
        note(`sweep ${listing}`);
        return { finished: true, missing: 0 };
      },
    },
  };
  const start = async (): Promise<void> => {
    jobs = await runJobs(worker, {
      queue: { kind: 'postgres', url: url() },
      schedule: rarely,
      owedEvery: 50,
    });
  };
  return { worker, store, advance, did, errors, start };
}

describe('jobs of a provider that is down', () => {
  it('are put back until it may be tried, then run, and none of them failed', async () => {
    const until = performance.now() + 3000;
    const { store, did, errors, start, worker } = await setUp({
      wait: () => Math.max(0, until - performance.now()),
    });
    await store.inLane('webhook').markDirty([record('a')]);
    await start();
    const all = 2 * (worker.streams.length + worker.hubListings.length) + 1;
    await vi.waitFor(() => expect(did.length).toBeGreaterThanOrEqual(all), patience);
    expect(Math.min(...did.map(({ at }) => at))).toBeGreaterThanOrEqual(until);
    expect(errors).toEqual([]);
  }, 60_000);

  it('take no rows', async () => {
    const { worker, store, did } = await setUp({ wait: () => 60_000 });
    await store.markDirty([record('a')]);
    expect(await workOff(worker, connection)).toBe(0);
    expect(did).toEqual([]);
    expect(await store.takeDirty({ owner: connection, limit: 1 })).toHaveLength(1);
  });

  it('are waited for by a command no longer than its patience', async () => {
    const { worker, store } = await setUp({ wait: () => 60_000 });
    await store.markDirty([record('a')]);
    const nextDue = vi.spyOn(store, 'nextDue');
    expect(await settle({ ...worker, store }, { patience: 1000, deadline: 5000 })).toBe(false);
    expect(nextDue).toHaveBeenCalledTimes(1);
  });

  it('defer their rows until it may be tried', async () => {
    const { store, advance } = await setUp({});
    const waiting = waitingForProviders(store);
    await store.markDirty([record('a'), record('b')]);
    const [first, second] = await store.takeDirty({ owner: connection, limit: 2 });
    await inLane('user', async () => {
      noteHeldBack(20_000);
      await waiting.deferDirty(first === undefined ? [] : [first], 5000);
    });
    await inLane('user', async () => await waiting.deferDirty(second === undefined ? [] : [second], 5000));
    await advance(5000);
    expect(await store.takeDirty({ owner: connection, limit: 2 })).toMatchObject([
      { record: second?.record },
    ]);
    await advance(15_000);
    expect(await store.takeDirty({ owner: connection, limit: 2 })).toMatchObject([{ record: first?.record }]);
  });
});

describe('lanes', () => {
  it('let a webhook be worked off while a backfill of the same connection is under way', async () => {
    const busy = Promise.withResolvers<void>();
    const { store, did, start } = await setUp({ busy: async () => await busy.promise });
    await store.inLane('backfill').markDirty([record('old')]);
    await start();
    await vi.waitFor(
      () =>
        expect(did).toMatchObject(
          expect.arrayContaining([expect.objectContaining({ what: 'converge old' })]),
        ),
      patience,
    );
    // Whoever takes the first of these must not get stuck in the second.
    await store.inLane('backfill').markDirty([record('older')]);
    for (const hook of ['new', 'newer']) {
      await store.inLane('webhook').markDirty([record(hook)]);
      await vi.waitFor(
        () =>
          expect(did).toContainEqual(expect.objectContaining({ what: `converge ${hook}`, lane: 'webhook' })),
        patience,
      );
    }
    busy.resolve();
  }, 60_000);

  it('are whose requests are sent: rows of each by themselves, the most urgent first', async () => {
    const { worker, store, did } = await setUp({});
    await store.inLane('backfill').markDirty([record('d')]);
    await store.inLane('user').markDirty([record('b')]);
    await store.inLane('webhook').markDirty([record('a')]);
    await workOff(worker, connection);
    expect(did.map(({ what, lane }) => [what, lane])).toEqual([
      ['converge a', 'webhook'],
      ['converge b', 'user'],
      ['converge d', 'backfill'],
    ]);
  });

  it('are that of a backfill for a listing that was never read to its end, and of reconciling afterwards', async () => {
    const { store, did, start } = await setUp({});
    const { rev } = await store.loadCheckpoint(`${connection}.clients`);
    await store.saveCheckpoint(`${connection}.clients`, rev, {
      cursor: 'x',
      page: null,
      firstListingDone: true,
    });
    await start();
    await vi.waitFor(() => {
      expect(did).toContainEqual(
        expect.objectContaining({ what: `scan ${connection}.clients`, lane: 'reconcile' }),
      );
      expect(did).toContainEqual(
        expect.objectContaining({ what: `scan ${connection}.invoices`, lane: 'backfill' }),
      );
      expect(did).toContainEqual(
        expect.objectContaining({ what: `sweep ${connection}.invoices`, lane: 'reconcile' }),
      );
    }, patience);
  }, 60_000);
});
