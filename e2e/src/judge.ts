import { checkExpectations } from './checker/check-expectations.ts';
import { compareSides } from './checker/compare-sides.ts';
import { readSides } from './checker/read-sides.ts';
import type { Expectation } from './people/act.ts';
import type { Stage } from './stage/start-stage.ts';

/** What the judge found. */
export interface Verdict {
  /** One line each; empty: both sides are equal, nothing is lost and nothing doubled. */
  readonly problems: readonly string[];
  /** Milliseconds from the last restart until both sides were equal. */
  readonly recovery: number;
}

/** Longer than a dead worker's leases, and the longest request of a provider, together. */
const patience = 300_000;

/**
 * Starts a worker as an operator would behind a crash, and waits until both sides are equal. Then nothing may be left
 * to write: `plan` says so.
 */
export async function judge(stage: Stage, expectations: readonly Expectation[]): Promise<Verdict> {
  const start = performance.now();
  const worker = await stage.worker.start();
  let problems: readonly string[];
  try {
    for (;;) {
      const sides = await readSides(stage);
      problems = [...compareSides(sides), ...checkExpectations(sides, expectations)];
      if (problems.length === 0 || performance.now() - start > patience) break;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  } finally {
    await worker.stop();
  }
  const recovery = performance.now() - start;
  if (problems.length > 0) return { problems, recovery };
  const { code, answer } = await stage.worker.ask('plan');
  return {
    problems: code === 0 ? [] : [`plan ended with ${code}: ${JSON.stringify(answer).slice(0, 600)}`],
    recovery,
  };
}
