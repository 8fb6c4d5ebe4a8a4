import { Redis } from 'ioredis';
import { Client } from 'pg';
import { retryConflicts } from '../../store/retry-conflicts.ts';

/** Loses every job of the queues in a PostgreSQL database, and all else that it knows of them. */
export async function loseJobsInPostgres(url: string): Promise<void> {
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
}

/** Loses the keys of one prefix in Redis: others use the same server. */
export async function loseJobsInRedis(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1000 }))
    if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}
