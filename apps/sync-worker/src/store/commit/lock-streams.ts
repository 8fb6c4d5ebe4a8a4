import { sql } from 'kysely';
import type { StoreContext } from '../store-context.ts';
import type { AcceptedCommit } from './decide-links.ts';

/** Any number that nothing else in the database uses as the first half of its advisory locks. */
const lockClass = 1_937_337_955;

/**
 * Who begins to wait for a link, and who makes one, must see each other: without this, both commit, neither sees the
 * other, and the item waits for ever. Makers share a stream's lock, so that they do not wait for each other; whoever
 * begins to wait for a stream has its lock alone. Both hold it until they have committed.
 */
export async function lockStreams(
  context: StoreContext,
  commits: readonly Pick<AcceptedCommit, 'commit' | 'made'>[],
): Promise<void> {
  const alone = new Set(commits.flatMap(({ commit }) => commit.waits.map(({ stream }) => stream)));
  const made = commits.flatMap((accepted) => accepted.made.map(({ stream }) => stream));
  for (const stream of [...new Set([...alone, ...made])].toSorted()) {
    // oxlint-disable-next-line no-await-in-loop -- in one order everywhere, so that nobody deadlocks
    await lockStream(context, stream, alone.has(stream) ? 'alone' : 'shared');
  }
}

/** Locks one stream until the end of the transaction. */
export async function lockStream(
  { db }: StoreContext,
  stream: string,
  mode: 'alone' | 'shared',
): Promise<void> {
  const lock = sql.raw(mode === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await sql`select ${lock}(${lockClass}::integer, hashtext(${stream}))`.execute(db);
}
