import { noObserver } from '../store-observer.ts';
import type { Hint } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { writeMarks } from '../dirty/mark-dirty.ts';
import type { TestStore } from './test-store.ts';

/** A dirty row that somebody else is writing: whoever marks it too must wait, at the very end of a commit. */
export interface HeldRow {
  readonly hint: Hint;
  /** Resolves once so many others wait for a lock. */
  readonly isAwaited: (count?: number) => Promise<void>;
  readonly letGo: () => Promise<void>;
}

/** Marks a row in a transaction that stays open until it is let go. */
export async function holdRow({ db, clock }: TestStore): Promise<HeldRow> {
  const hint = { side: 'hub', record: 'clients/held' };
  const transaction = await db.startTransaction().execute();
  await writeMarks({ db: transaction, clock, now: Date.now, lane: 'webhook', observer: noObserver }, [hint]);
  return {
    hint,
    isAwaited: async (count = 1) => {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- asks until it is so; the test's own time-out ends it
        if ((await waiting(db)).length >= count) return;
      }
    },
    letGo: async () => {
      await transaction.commit().execute();
    },
  };
}

/** Ends the connections that wait for a lock, as a server or a network does. */
export async function killWaiting({ db }: TestStore): Promise<void> {
  for (const pid of await waiting(db)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await sql`select pg_terminate_backend(${pid})`.execute(db);
  }
}

async function waiting(db: TestStore['db']): Promise<readonly number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows.map(({ pid }) => pid);
}
