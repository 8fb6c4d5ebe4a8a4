import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { canUsePostgres } from './apps/directus-server/src/testing/can-use-postgres.ts';
import { createTestRun } from './apps/directus-server/src/testing/test-run.ts';
import { startEmbeddedPostgres } from './apps/sync-worker/src/store/embedded/start-embedded-postgres.ts';

const local = 'postgres://postgres@127.0.0.1:5432/postgres';

/** Gives the tests a PostgreSQL: the one of this machine, where it lets its user `postgres` in, or one for this run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = (await canUsePostgres(local)) ? undefined : await startForThisRun();
  const postgresUrl = embedded?.url ?? local;
  const run = createTestRun(postgresUrl);
  project.provide('postgresUrl', postgresUrl);
  project.provide('databasePrefix', run.databasePrefix);
  return async () => {
    await run.end();
    await embedded?.stop();
  };
}

async function startForThisRun(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-test-postgres-'));
  await chmod(folder, 0o755);
  // Nothing of it outlives the run, so it may skip what protects data from a power cut.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const postgres = await startEmbeddedPostgres({ folder, settings });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
