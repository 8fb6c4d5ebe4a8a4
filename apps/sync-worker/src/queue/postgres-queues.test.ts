import { createTestDatabase, type TestDatabase } from '@unified-sync/directus-server/testing';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { retryConflicts } from '../store/retry-conflicts.ts';
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
  async loseEverything({ url }) {
    const client = new Client(url);
    await client.connect();
    try {
      const { rows } = await client.query<{ tables: string }>(
        `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables
         from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`,
      );
      // Jobs are being taken and finished meanwhile: one of the two sides of a deadlock begins again.
      await retryConflicts(async () => await client.query(`truncate ${rows[0]?.tables}`));
    } finally {
      await client.end();
    }
  },
};

queueContract('PostgreSQL', harness);
loseQueuesContract('PostgreSQL', harness);
