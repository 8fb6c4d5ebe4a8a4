import { Worker } from 'node:worker_threads';
import type { SeedReport } from '../run/seed-report.ts';
import type { SeedShare } from '../run/run-seeds.ts';
import type { Mutant } from './mutant.ts';
import { dropSnapshot, plantMutant } from './plant-mutant.ts';

/** What became of a mutant: the first seed that fails with it, or none within the budget. */
export interface Hunt {
  readonly mutant: Mutant;
  /** How many seeds were played. */
  readonly tried: number;
  readonly killed: { readonly seed: number; readonly invariant: string; readonly message: string } | null;
}

export interface HuntOptions {
  /** Seeds to begin with: those that killed it before. */
  readonly first?: readonly number[];
  /** The seed behind them. @default 1 */
  readonly from?: number;
  /** How many seeds at most. @default 600 */
  readonly budget?: number;
}

/**
 * Plays seeds on a copy of the engine without this guard until one fails that holds with all guards in place.
 *
 * @param snapshot - folder of the sources with all guards: the same for mutant and comparison
 */
export async function huntMutant(mutant: Mutant, snapshot: string, options: HuntOptions = {}): Promise<Hunt> {
  const { first = [], from = 1, budget = 600 } = options;
  const folder = await plantMutant(mutant, snapshot);
  const shares = [...first.map(one), { first: from, step: 1, end: from + budget, time: Infinity }];
  let tried = 0;
  try {
    for (let share = shares.shift(); share !== undefined; share = shares.shift()) {
      const outcome = await playUntilFailure(folder, share);
      tried += outcome.tried;
      if (outcome.failed === undefined) continue;
      const { seed, violations } = outcome.failed;
      const { invariant = 'run', message = '' } = violations[0] ?? {};
      // A guard is missed by what goes wrong, not by code that no longer fits.
      if (/\b(?:Type|Reference|Syntax)Error\b/.test(message))
        throw new Error(`mutant ${mutant.name} does not run: ${message}`);
      if ((await playUntilFailure(snapshot, one(seed))).failed === undefined)
        return { mutant, tried, killed: { seed, invariant, message } };
      shares.unshift({ ...share, first: seed + share.step });
    }
    return { mutant, tried, killed: null };
  } finally {
    await dropSnapshot(folder);
  }
}

const one = (seed: number): SeedShare => ({ first: seed, step: 1, end: seed + 1, time: Infinity });

/** In a thread of its own: a mutant may loop for ever within one step. */
function playUntilFailure(
  folder: string,
  share: SeedShare,
): Promise<{ readonly tried: number; readonly failed: SeedReport | undefined }> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(`${folder}simulation/run/seed-thread.ts`, {
      workerData: share,
      // Packages of the workspace are read from their sources, whoever starts this.
      execArgv: ['--conditions=@unified-sync/source'],
    });
    let tried = 0;
    let seed = share.first;
    let timer = setTimeout(hang, longestSeed);
    function end(failed: SeedReport | undefined): void {
      clearTimeout(timer);
      void thread.terminate();
      resolve({ tried, failed });
    }
    function hang(): void {
      const message = `the seed does not end within ${longestSeed / 1000} s`;
      end({ ...empty, seed, violations: [{ invariant: 'run', message, thing: undefined }] });
    }
    thread.on('message', (report: SeedReport) => {
      tried++;
      seed = report.seed + share.step;
      clearTimeout(timer);
      timer = setTimeout(hang, longestSeed);
      if (report.violations.length > 0) end(report);
    });
    thread.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    thread.on('exit', () => end(undefined));
  });
}

/** Milliseconds. */
const longestSeed = 60_000;

const empty: Omit<SeedReport, 'seed' | 'violations'> = {
  steps: 0,
  faults: {},
  edits: {},
  writes: 0,
  writeShare: 0,
  exposures: 0,
};
