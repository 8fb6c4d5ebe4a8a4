import type { Violation } from '../oracle/evidence.ts';
import { exposures } from '../oracle/exposure.ts';
import { countWrites, writesAllowed } from '../oracle/write-budget.ts';
import type { SeedResult } from './run-seed.ts';

/** How often something happened, by name. */
export type Counts = Readonly<Record<string, number>>;

/** What is kept of a seed: small, and fit to be sent between processes. */
export interface SeedReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly steps: number;
  /** Injected faults by class. */
  readonly faults: Counts;
  /** Acts of people by class. */
  readonly edits: Counts;
  readonly writes: number;
  /** Writes in proportion to those that edits and faults allow: above 1 the invariant (c) is broken. */
  readonly writeShare: number;
  /** Edits that were written over unseen, in a window that nothing could close. */
  readonly exposures: number;
}

export function reportOf({ seed, violations, steps, evidence }: SeedResult): SeedReport {
  const count = countWrites(evidence);
  const faults: Record<string, number> = {};
  const edits: Record<string, number> = {};
  for (const event of evidence.events) {
    if (event.kind === 'fault') faults[event.fault] = (faults[event.fault] ?? 0) + 1;
    if (event.kind !== 'note' || !event.note.startsWith(editClass)) continue;
    const name = event.note.slice(editClass.length);
    edits[name] = (edits[name] ?? 0) + 1;
  }
  return {
    seed,
    violations,
    steps,
    faults,
    edits,
    writes: count.writes,
    writeShare: count.writes / writesAllowed(count),
    exposures: exposures(evidence).length,
  };
}

const editClass = 'edit-class:';
