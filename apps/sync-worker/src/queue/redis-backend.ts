import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from './job.ts';
import type { QueueBackend } from './queue-backend.ts';

export interface RedisBackendOptions {
  /** E.g. `redis://127.0.0.1:6379` or `rediss://user:password@host:6380/1`. */
  readonly url: string;
  /** Begins every key that is used. */
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}

/** Jobs in Redis. */
export async function openRedisBackend({ url, prefix, onError }: RedisBackendOptions): Promise<QueueBackend> {
  // Whoever asks for a job must not wait for a server that is gone: the sweeper asks again.
  const asking = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
  // Whoever works waits for as long as it takes.
  const working = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const connection of [asking, working]) connection.on('error', onError);
  try {
    await Promise.all([asking.connect(), working.connect()]);
  } catch (error) {
    for (const connection of [asking, working]) connection.disconnect();
    throw error;
  }
  return {
    createQueue: (name) => new Queue<Job>(name, { connection: asking, prefix }),
    createWorker: (name, process, workerOptions) =>
      new Worker<Job>(name, process, { ...workerOptions, connection: working, prefix }),
    async close() {
      for (const connection of [asking, working]) connection.disconnect();
    },
  };
}
