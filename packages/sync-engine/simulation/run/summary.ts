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

export function summarise(reports: readonly SeedReport[], seconds: number): Summary {
  const classes = knownClasses();
  const faults = total(
    reports.map((report) => report.faults),
    classes.faults,
  );
  const edits = total(
    reports.map((report) => report.edits),
    classes.edits,
  );
  const [worst] = reports.toSorted((left, right) => right.writeShare - left.writeShare);
  return {
    seeds: reports.length,
    seconds,
    steps: sum(reports.map(({ steps }) => steps)),
    writes: sum(reports.map(({ writes }) => writes)),
    exposures: sum(reports.map((report) => report.exposures)),
    worstWrites: { seed: worst?.seed ?? 0, share: worst?.writeShare ?? 0 },
    failed: reports.filter(({ violations }) => violations.length > 0),
    faults,
    edits,
    missing: Object.entries({ ...faults, ...edits }).flatMap(([name, count]) => (count === 0 ? [name] : [])),
  };
}

/** Every class that a world can inject, and those that strike workers. */
function knownClasses(): { readonly faults: readonly string[]; readonly edits: readonly string[] } {
  const random = createRandom('classes');
  const scheduler = createScheduler({ random });
  const { classes } = createWorld({ random, scheduler, log: createTruthLog(scheduler.stamp), intensity: 0 });
  return { faults: [...classes.faults, ...workerFaults], edits: classes.edits };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

function total(counts: readonly Counts[], names: readonly string[]): Counts {
  return Object.fromEntries(names.map((name) => [name, sum(counts.map((count) => count[name] ?? 0))]));
}
