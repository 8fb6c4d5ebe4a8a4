import { createTestDatabase, type TestDatabase } from '@unified-sync/directus-server/testing';
import { afterAll } from 'vitest';
import { loseJobsInPostgres } from './testing/lose-jobs.ts';
import { queueContract } from './testing/queue-contract.ts';
import { loseQueuesContract } from './testing/lose-queues-contract.ts';
import type { QueueHarness } from './testing/queue-harness.ts';

const databases: TestDatabase[] = [];
afterAll(async () => {
  await Promise.all(databases.map(async (database) => await database.drop()));
});

const harness: QueueHarness = {
  async freshConnection() {
    const database = await createTestDatabase();
    databases.push(database);
    return { kind: 'postgres', url: database.url };
  },
  loseEverything: async ({ url }) => await loseJobsInPostgres(url),
};

queueContract('PostgreSQL', harness);
loseQueuesContract('PostgreSQL', harness);
