import { expect, inject, it } from 'vitest';
import { createDatabase, dropDatabase } from '../database/create-database.ts';
import { withConnection } from '../database/with-connection.ts';
import { createTestRun } from './test-run.ts';

const serverUrl = inject('postgresUrl');

async function exists(name: string): Promise<boolean> {
  return await withConnection(serverUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    return rowCount === 1;
  });
}

it("drops its own databases at its end, in use or not, and those of dead runs; nobody else's", async () => {
  const run = createTestRun(serverUrl);
  const own = `${run.databasePrefix}own`;
  // No process has so high a number.
  const ofDeadRun = 'unified_sync_test_99999999_abc_left';
  const ofOtherRun = `${inject('databasePrefix')}living`;
  await Promise.all(
    [own, ofDeadRun, ofOtherRun].map(async (name) => await createDatabase({ serverUrl, name })),
  );
  const user = withConnection(serverUrl.replace(/\/postgres$/, `/${own}`), async (client) => {
    await client.query('select pg_sleep(30)');
  }).catch(() => 'disconnected');
  await run.end();
  expect(await user).toBe('disconnected');
  expect(await Promise.all([own, ofDeadRun, ofOtherRun].map(exists))).toEqual([false, false, true]);
  await dropDatabase({ serverUrl, name: ofOtherRun });
});
