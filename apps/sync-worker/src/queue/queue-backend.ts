import type { Job as BullJob, JobsOptions, JobType, WorkerOptions } from 'bullmq';
import type { Job } from './job.ts';

/** Where jobs are kept: the part of BullMQ that we use, alike on PostgreSQL and on Redis. */
export interface QueueBackend {
  createQueue(name: string): BackendQueue;
  createWorker(name: string, process: Process, options: BackendWorkerOptions): BackendWorker;
  /** Ends the connections; queues and workers are closed before. */
  close(): Promise<void>;
}

export type Process = (job: Pick<BullJob<Job>, 'data'>) => Promise<void>;

export type BackendWorkerOptions = Omit<WorkerOptions, 'connection' | 'prefix'>;

export interface BackendQueue {
  add(name: string, data: Job, options: JobsOptions): Promise<unknown>;
  /** Lets the queue's jobs rest for so many milliseconds. */
  rateLimit(milliseconds: number): Promise<void>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface BackendWorker {
  waitUntilReady(): Promise<unknown>;
  /** Waits for the jobs that are under way. */
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: unknown, error: Error) => void): unknown;
}
