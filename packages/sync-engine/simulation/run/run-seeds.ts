import { Worker } from 'node:worker_threads';
import { runSeed } from './run-seed.ts';
import { reportOf, type SeedReport } from './seed-report.ts';
import { createTally, type Summary } from './summary.ts';

export interface RunSeedsOptions {
  /** First seed. @default 1 */
  readonly from?: number;
  /** How many; `Infinity` with a time limit. */
  readonly seeds: number;
  /** Milliseconds after which no further seed is begun. @default no limit */
  readonly time?: number;
  /** Threads that play them; each takes every n-th seed. @default 1 */
  readonly workers?: number;
  readonly onSeed?: (report: SeedReport) => void;
}

/** Plays a row of seeds and sums up. */
export async function runSeeds(options: RunSeedsOptions): Promise<Summary> {
  const { from = 1, seeds, time = Infinity, workers = 1, onSeed } = options;
  const start = performance.now();
  const tally = createTally();
  const take = (report: SeedReport): void => {
    tally.add(report);
    onSeed?.(report);
  };
  const share = (first: number): SeedShare => ({
    first: from + first,
    step: workers,
    end: from + seeds,
    time,
  });
  if (workers === 1) await playShare(share(0), take);
  else await Promise.all(Array.from({ length: workers }, (_, index) => playInThread(share(index), take)));
  return tally.summary((performance.now() - start) / 1000);
}

/** Every `step`-th seed from `first` on, before `end`, as long as time is left (milliseconds). */
export interface SeedShare {
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly time: number;
}

export async function playShare(share: SeedShare, take: (report: SeedReport) => void): Promise<void> {
  const start = performance.now();
  for (let seed = share.first; seed < share.end; seed += share.step) {
    if (performance.now() - start > share.time) return;
    take(reportOf(await runSeed(seed)));
  }
}

function playInThread(share: SeedShare, take: (report: SeedReport) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('seed-thread.ts', import.meta.url), { workerData: share });
    thread.on('message', take);
    thread.on('error', reject);
    thread.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread ended with code ${code}`));
    });
  });
}
