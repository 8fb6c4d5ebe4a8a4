import type { SeedResult } from '../run/run-seed.ts';
import { historyLines } from './history-lines.ts';

/** A failed seed: what is broken, the history of each thing that it is about, and how to play it again. */
export function failureText({ seed, violations, evidence }: SeedResult): string {
  const things = [...new Set(violations.map(({ thing }) => thing))];
  return [
    `seed ${seed} breaks ${violations.length} invariants:`,
    ...violations.map(({ invariant, message }) => `  (${invariant}) ${message}`),
    ...things
      .filter((thing) => thing !== undefined)
      .flatMap((thing) => ['', `history of ${thing}:`, ...historyLines(evidence, thing)]),
    '',
    `pnpm simulate --seed ${seed}`,
  ].join('\n');
}
