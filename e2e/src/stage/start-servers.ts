import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, startDirectus } from '@unified-sync/directus-server';
import { startEmbeddedPostgres } from '@unified-sync/sync-worker';
import { Redis } from 'ioredis';
import { ownPort } from './own-port.ts';

/** A server that a test may stop and start again, on the same address and with the same data. */
export interface Restartable {
  restart(): Promise<void>;
}

/** What all scenarios of one lane share. */
export interface Servers {
  /** PostgreSQL, as a user who may do everything. */
  readonly postgresUrl: string;
  readonly postgres: Restartable;
  readonly redisUrl: string;
  readonly redis: Restartable & { flush(): Promise<void> };
  /** Name of a database that holds an empty Directus, to be copied. */
  readonly directusTemplate: string;
  /** Environment of every Node: what one has compiled, the next need not, which halves the start of a worker. */
  readonly nodeEnv: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and Redis of its own on free ports, and makes an empty Directus to copy: some 8 s. */
export async function startServers(): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-chaos-'));
  const port = await ownPort();
  const settings = { max_connections: '400', fsync: 'off' };
  const launch = async () =>
    await startEmbeddedPostgres({ folder: join(folder, 'postgres'), port, settings });
  let server = await launch();
  const postgresUrl = server.url;
  const redis = await startRedis(folder);
  const directusTemplate = 'directus_template';
  const template = await createDatabase({ serverUrl: postgresUrl, name: directusTemplate });
  await (await startDirectus({ databaseUrl: template })).stop();
  return {
    postgresUrl,
    directusTemplate,
    nodeEnv: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    postgres: {
      async restart() {
        await server.stop();
        server = await launch();
      },
    },
    redisUrl: redis.url,
    redis,
    async stop() {
      await redis.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRedis(folder: string) {
  const port = await ownPort();
  const url = `redis://127.0.0.1:${port}`;
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    const failed = once(child, 'error').then(([error]) => {
      throw new Error('redis-server cannot be started: install Redis 7', { cause: error });
    });
    await Promise.race([failed, answers(url)]);
    return child;
  };
  let child = await launch();
  const end = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    stop: end,
    async restart() {
      await end();
      child = await launch();
    },
    async flush() {
      await withRedis(url, async (client) => await client.flushall());
    },
  };
}

async function answers(url: string): Promise<void> {
  await withRedis(url, async (client) => await client.ping());
}

async function withRedis(url: string, use: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    await use(client);
  } finally {
    client.disconnect();
  }
}
