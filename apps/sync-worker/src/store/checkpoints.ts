import type { Checkpoint } from '@unified-sync/sync-engine';
import { lockStream } from './commit/lock-streams.ts';
import { hubHint, writeMarks } from './dirty/mark-dirty.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { after, type StoreContext } from './store-context.ts';

export async function loadCheckpoint({ db }: StoreContext, stream: string): Promise<Checkpoint> {
  const row = await db.selectFrom('checkpoints').where('stream', '=', stream).selectAll().executeTakeFirst();
  return row === undefined
    ? { rev: 0, cursor: null, page: null, firstListingDone: false }
    : { rev: row.rev, cursor: row.cursor, page: row.page, firstListingDone: row.first_listing_done };
}

export async function saveCheckpoint(
  context: StoreContext,
  stream: string,
  rev: number,
  next: Omit<Checkpoint, 'rev'>,
): Promise<boolean> {
  if (await advance(context, stream, rev, next)) return true;
  return await retryConflicts(
    async () =>
      await context.db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (db) => await saveInside({ ...context, db }, stream, rev, next)),
  );
}

// Page after page: where nobody can be woken by it, no transaction is needed.
async function advance(
  { db, clock }: StoreContext,
  stream: string,
  rev: number,
  next: Omit<Checkpoint, 'rev'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('checkpoints')
    .set({
      rev: rev + 1,
      cursor: next.cursor,
      page: next.page,
      changed_at: clock,
      ...(isAtStart(next) && { begun_at: clock }),
    })
    .where('stream', '=', stream)
    .where('rev', '=', rev)
    .where('first_listing_done', '=', next.firstListingDone)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function saveInside(
  context: StoreContext,
  stream: string,
  rev: number,
  next: Omit<Checkpoint, 'rev'>,
): Promise<boolean> {
  // Whoever begins to wait for this listing right now sees it done, or is seen waiting.
  if (next.firstListingDone) await lockStream(context, stream, 'shared');
  const before = await loadCheckpoint(context, stream);
  if (before.rev !== rev || !(await write(context, stream, rev, next))) return false;
  if (next.firstListingDone && !before.firstListingDone) await wakeWaiting(context, stream);
  return true;
}

/** False where another moved it since it was read. */
async function write(
  { db, clock }: StoreContext,
  stream: string,
  rev: number,
  next: Omit<Checkpoint, 'rev'>,
): Promise<boolean> {
  const values = {
    rev: rev + 1,
    cursor: next.cursor,
    page: next.page,
    first_listing_done: next.firstListingDone,
    changed_at: clock,
  };
  const written = await db
    .insertInto('checkpoints')
    .values({ stream, ...values, begun_at: clock })
    .onConflict((conflict) =>
      conflict
        .column('stream')
        .doUpdateSet({ ...values, ...(isAtStart(next) && { begun_at: clock }) })
        .where('checkpoints.rev', '=', rev),
    )
    .returning('stream')
    .execute();
  return written.length > 0;
}

/** Whoever goes on from here reads everything. */
const isAtStart = ({ cursor, page }: Omit<Checkpoint, 'rev'>): boolean => cursor === null && page === null;

async function wakeWaiting(context: StoreContext, stream: string): Promise<void> {
  const waiting = await context.db
    .selectFrom('waits')
    .where('stream', '=', stream)
    .where('kind', '=', 'listing')
    .select(['collection', 'item_id'])
    .distinct()
    .execute();
  await writeMarks(
    context,
    waiting.map(({ collection, item_id }) => hubHint({ collection, id: item_id })),
  );
}

/** Streams whose listing stopped in the middle: nobody has stored a page of it for so many milliseconds. */
export async function stalledListings(
  context: StoreContext,
  milliseconds: number,
): Promise<readonly string[]> {
  const rows = await context.db
    .selectFrom('checkpoints')
    .where('page', 'is not', null)
    .where('changed_at', '<=', after(context, -milliseconds))
    .select('stream')
    .orderBy('stream')
    .execute();
  return rows.map(({ stream }) => stream);
}

/** Makes {@link beginOver} find that these listings have not begun at their start for as long as anybody asks for. */
export async function forgetBeginnings({ db }: StoreContext, listings: readonly string[]): Promise<void> {
  if (listings.length === 0) return;
  await db
    .updateTable('checkpoints')
    .set({ begun_at: new Date(0) })
    .where('stream', 'in', listings)
    .execute();
}

/**
 * Makes the next scan of a listing read it from its start, where it has not begun there for so many milliseconds. One
 * that is being read is left alone; whoever saves a page of it meanwhile finds that its checkpoint was moved.
 * @returns whether it does
 */
export async function beginOver(
  context: StoreContext,
  stream: string,
  milliseconds: number,
): Promise<boolean> {
  const { numUpdatedRows } = await context.db
    .updateTable('checkpoints')
    .set(({ eb }) => ({
      rev: eb('rev', '+', 1),
      cursor: null,
      changed_at: context.clock,
      begun_at: context.clock,
    }))
    .where('stream', '=', stream)
    .where('first_listing_done', '=', true)
    .where('page', 'is', null)
    .where('begun_at', '<=', after(context, -milliseconds))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
