import { setTimeout } from 'node:timers/promises';
import { DatabaseError } from 'pg';

// What PostgreSQL reports after it undid everything: two transactions met, and doing it again is safe.
const conflicts = new Set(['23505', '40001', '40P01']);
const mostAttempts = 20;

/** Thrown inside of a transaction that must begin again. */
export class StaleTransaction extends Error {
  override readonly name = 'StaleTransaction';
}

/**
 * Does it again where another transaction came in between: a deadlock, or a row that both inserted. Each attempt is a
 * transaction of its own. A lost connection is not repeated: it may have happened.
 */
export async function retryConflicts<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let failed = 0; ; failed += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next attempt only after this one failed
      return await attempt();
    } catch (error) {
      if (!isConflict(error) || failed + 1 >= mostAttempts) throw error;
      // oxlint-disable-next-line no-await-in-loop -- it is the pause between attempts
      await setTimeout(Math.random() * 2 ** Math.min(failed, 6));
    }
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof StaleTransaction || (error instanceof DatabaseError && conflicts.has(error.code ?? ''));
