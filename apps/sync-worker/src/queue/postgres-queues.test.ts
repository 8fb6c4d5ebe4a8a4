import { createTestDatabase, type TestDatabase } from '@unified-sync/directus-server/testing';
import { Client } from 'pg';
import { afterAll } from 'vitest';
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
    const { rows } = await client.query<{ tables: string }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables
       from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`,
    );
    await client.query(`truncate ${rows[0]?.tables}`);
    await client.end();
  },
};

queueContract('PostgreSQL', harness);
loseQueuesContract('PostgreSQL', harness);
