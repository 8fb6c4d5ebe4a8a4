import { createRandom } from '../random.ts';
import { createScheduler } from '../scheduler.ts';
import { createTruthLog } from '../truth-log.ts';
import { createWorld } from '../world/index.ts';
import { workerFaults } from './disturb.ts';
import type { Counts, SeedReport } from './seed-report.ts';

/** What many seeds came to. */
export interface Summary {
  readonly seeds: number;
  readonly seconds: number;
  readonly steps: number;
  readonly writes: number;
  readonly exposures: number;
  /** The seed whose writes came closest to what is allowed. */
  readonly worstWrites: { readonly seed: number; readonly share: number };
  readonly failed: readonly SeedReport[];
  readonly faults: Counts;
  readonly edits: Counts;
  /** Classes of faults and edits that can be injected and never were. */
  readonly missing: readonly string[];
}

/** Sums up reports as they come in: of a hundred thousand seeds only those that failed are kept. */
export interface Tally {
  add(report: SeedReport): void;
  /** @param seconds that the seeds took */
  summary(seconds: number): Summary;
}

export function createTally(): Tally {
  const classes = knownClasses();
  const [faults, edits] = [countsFor(classes.faults), countsFor(classes.edits)];
  const failed: SeedReport[] = [];
  let [seeds, steps, writes, exposures] = [0, 0, 0, 0];
  let worst = { seed: 0, share: 0 };
  return {
    add(report) {
      seeds++;
      steps += report.steps;
      writes += report.writes;
      exposures += report.exposures;
      addTo(faults, report.faults);
      addTo(edits, report.edits);
      // The smaller seed of two: threads report in any order.
      const { seed, writeShare: share } = report;
      if (share > worst.share || (share === worst.share && seed < worst.seed)) worst = { seed, share };
      if (report.violations.length > 0) failed.push(report);
    },
    summary: (seconds) => ({
      seeds,
      seconds,
      steps,
      writes,
      exposures,
      worstWrites: worst,
      failed: failed.toSorted((left, right) => left.seed - right.seed),
      faults: Object.fromEntries(faults),
      edits: Object.fromEntries(edits),
      missing: [...faults, ...edits].flatMap(([name, count]) => (count === 0 ? [name] : [])),
    }),
  };
}

/** Every class that a world can inject, and those that strike workers. */
function knownClasses(): { readonly faults: readonly string[]; readonly edits: readonly string[] } {
  const random = createRandom('classes');
  const scheduler = createScheduler({ random });
  const { classes } = createWorld({ random, scheduler, log: createTruthLog(scheduler.stamp), intensity: 0 });
  return { faults: [...classes.faults, ...workerFaults], edits: classes.edits };
}

const countsFor = (names: readonly string[]): Map<string, number> => new Map(names.map((name) => [name, 0]));

/** A class that nobody declared is counted all the same: it would be missed otherwise. */
function addTo(counts: Map<string, number>, more: Counts): void {
  for (const [name, count] of Object.entries(more)) counts.set(name, (counts.get(name) ?? 0) + count);
}
