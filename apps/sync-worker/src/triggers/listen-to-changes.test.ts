import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../log.ts';
import { listenToChanges, type ListenToChangesOptions } from './listen-to-changes.ts';
import { planTriggerRemoval, planTriggers } from './plan-triggers.ts';
import { startTriggerWorld, type TriggerWorld } from './testing/trigger-world.ts';
import { triggerSchema } from './trigger-sql.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const never = 3_600_000;
const patience = { timeout: 20_000, interval: 20 };

let world: TriggerWorld;
beforeAll(async () => {
  world = await startTriggerWorld();
});
afterAll(async () => await world?.stop());

let seen: string[];
let said: string[];
let causes: unknown[];
let stop: () => Promise<void>;
beforeEach(async () => {
  await world.forget();
  seen = [];
  said = [];
  causes = [];
  stop = async () => undefined;
});
afterEach(async () => await stop());

const say: Log['error'] = (message, details) => {
  said.push(message);
  causes.push(details?.['cause']);
};
const log: Log = { info: say, warn: say, error: say };

async function listen(options: Partial<ListenToChangesOptions> = {}): Promise<void> {
  const ending = new AbortController();
  const listening = listenToChanges({
    url: world.directus.databaseUrl,
    keep: async (changes) => void seen.push(...changes.map(({ item }) => item)),
    log,
    signal: ending.signal,
    pollEvery: never,
    reconnectAfter: 50,
    ...options,
  });
  stop = async () => {
    ending.abort();
    await listening;
  };
}

/** Backends of listeners, not of this test. */
const listeners = `from pg_stat_activity where datname = current_database() and application_name = 'unified-sync'
  and pid <> pg_backend_pid()`;
const listens = async (): Promise<void> =>
  await vi.waitFor(
    async () => expect((await world.sql.query(`select ${listeners} and state = 'idle'`)).rowCount).toBe(1),
    patience,
  );

it('reads what was noted before it began, and what is noted from then on, without polling', async () => {
  const first = await world.createCompany('Vorher AG');
  await listen();
  await vi.waitFor(() => expect(seen).toEqual([first]), patience);
  const second = await world.createCompany('Nachher AG');
  await vi.waitFor(() => expect(seen).toEqual([first, second]), patience);
});

it('reads now and again where a notice got lost', async () => {
  await listen({ pollEvery: 100 });
  await listens();
  await world.sql.query(
    `insert into ${triggerSchema}.changes (item, collection, operation) values ('silent', 'companies', 'delete')`,
  );
  await vi.waitFor(() => expect(seen).toEqual(['silent']), patience);
});

it('connects again when its connection is lost, says so once, and has missed nothing', async () => {
  await listen();
  await listens();
  await world.sql.query(`select pg_terminate_backend(pid) ${listeners}`);
  const id = await world.createCompany('Unterbruch AG');
  await vi.waitFor(() => expect(seen).toEqual([id]), patience);
  await vi.waitFor(
    () =>
      expect(said).toEqual([
        "changes in Directus' database cannot be heard, it is tried again",
        "changes in Directus' database are heard again",
      ]),
    patience,
  );
});

it('keeps on trying where the store fails, and gives it everything once it is back', async () => {
  let isDown = true;
  await listen({
    keep: async (changes) => {
      if (isDown) throw new Error('the store is down');
      seen.push(...changes.map(({ item }) => item));
    },
  });
  const id = await world.createCompany('Geduld AG');
  await vi.waitFor(() => expect(said).toHaveLength(1), patience);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect({ seen, times: said.length }).toEqual({ seen: [], times: 1 });
  isDown = false;
  await vi.waitFor(() => expect(seen).toEqual([id]), patience);
});

it('says what to do where the triggers are missing, and hears once they are there', async () => {
  await (await planTriggerRemoval(world.directus.databaseUrl)).apply();
  await listen({ pollEvery: 100 });
  await vi.waitFor(
    () => expect(causes).toEqual([expect.stringMatching(/there are no triggers .*: run `sync-worker init`/)]),
    patience,
  );
  await (await planTriggers({ url: world.directus.databaseUrl, tables: world.tables })).apply();
  const id = await world.createCompany('Endlich AG');
  await vi.waitFor(() => expect(seen).toEqual([id]), patience);
});

it('ends at once when it is told to, connected or not', async () => {
  await listen();
  await listens();
  await stop();
  await listen({ url: 'postgres://nobody@127.0.0.1:1/nowhere', reconnectAfter: never });
  await vi.waitFor(() => expect(said).toHaveLength(1), patience);
  const began = Date.now();
  await stop();
  expect(Date.now() - began).toBeLessThan(2_000);
});
