import { createPostgresBackend, runMigrations, withBackend, type PgPool } from 'bullmq';
import { Pool } from 'pg';
import type { Job } from './job.ts';
import type { QueueBackend } from './queue-backend.ts';

/** BullMQ reads the schema of a pool from nowhere else: it expects the one of this name. */
const schema = 'bullmq';
// Each worker keeps one connection to hear of new jobs; the rest is shared.
const sharedConnections = 5;

export interface PostgresBackendOptions {
  readonly url: string;
  /** How many workers there will be at most. */
  readonly workers: number;
  readonly onError: (error: Error) => void;
}

/** Jobs in PostgreSQL, in the schema `bullmq`, which is created where it is missing. */
export async function openPostgresBackend(options: PostgresBackendOptions): Promise<QueueBackend> {
  const { url, workers, onError } = options;
  const pool = new Pool({
    ...inSchema(url),
    max: workers + sharedConnections,
    application_name: 'unified-sync queue',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('connect', (client) => client.on('error', onError));
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same pool, typed by BullMQ in its own words
  const connection = pool as unknown as PgPool;
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    createQueue: (name) => new Queue<Job>(name, { connection }),
    createWorker: (name, process, workerOptions) =>
      new Worker<Job>(name, process, { ...workerOptions, connection }),
    close: async () => await pool.end(),
  };
}

async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
}

/** The connection string without its own `options`, which would hide ours, and both together. */
function inSchema(url: string): { connectionString: string; options: string } {
  const ours = `-c search_path=${schema}`;
  if (!URL.canParse(url)) return { connectionString: url, options: ours };
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options');
  parsed.searchParams.delete('options');
  return { connectionString: parsed.href, options: given === null ? ours : `${given} ${ours}` };
}
