import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { after, type StoreContext } from '../store-context.ts';
import type { RunKind, RunStatus } from '../tables.ts';

/** What a run did. */
export interface RunCounts {
  readonly read: number;
  /** Writes to any side. */
  readonly created: number;
  readonly updated: number;
  readonly archived: number;
}

/** How a run ended. */
export interface RunEnd {
  readonly status: Exclude<RunStatus, 'running'>;
  readonly counts: RunCounts;
  /** Why it failed. */
  readonly error: string | null;
}

/** A run as stored. */
export interface StoredRun {
  readonly id: string;
  readonly kind: RunKind;
  /** A stream, or `hub.<collection>`. */
  readonly listing: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Runs that failed alike, one after the other, are one. */
  readonly attempts: number;
  readonly counts: RunCounts;
  /** Findings that were opened for this listing meanwhile. */
  readonly findings: number;
  readonly error: string | null;
}

/** Records that a run begins. One of the same listing that never ended belonged to a worker that did. */
export async function startRun(
  { db, clock }: StoreContext,
  kind: RunKind,
  listing: string,
): Promise<{ readonly id: string }> {
  await db
    .updateTable('runs')
    .set({ status: 'stopped', finished_at: clock, is_published: false })
    .where('kind', '=', kind)
    .where('listing', '=', listing)
    .where('status', '=', 'running')
    .execute();
  return await db
    .insertInto('runs')
    .values({ kind, listing, status: 'running', started_at: clock, last_started_at: clock })
    .returning('id')
    .executeTakeFirstOrThrow();
}

/**
 * Records how a run ended. Of runs in which nothing happened only the last that completed is kept, which says how long
 * ago that was; one that failed as the one before it did is folded into that.
 */
export async function finishRun(context: StoreContext, id: string, end: RunEnd): Promise<void> {
  await context.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (db) => await finishInside({ ...context, db }, id, end));
}

async function finishInside({ db, clock }: StoreContext, id: string, end: RunEnd): Promise<void> {
  const { status, counts, error } = end;
  const run = await db
    .updateTable('runs')
    .set((eb) => ({
      status,
      finished_at: clock,
      error,
      read_count: counts.read,
      created_count: counts.created,
      updated_count: counts.updated,
      archived_count: counts.archived,
      finding_count: eb
        .selectFrom('findings')
        .whereRef('findings.opened_at', '>=', 'runs.started_at')
        .where(sql<boolean>`(findings.side = runs.listing or 'hub.' || findings.collection = runs.listing)`)
        .select((count) => count.fn.countAll<number>().as('opened')),
      is_published: false,
    }))
    .where('id', '=', id)
    .returning(['kind', 'listing', 'finding_count', 'last_started_at'])
    .executeTakeFirst();
  // Another worker took it for dead.
  if (run === undefined) return;
  const others = db
    .selectFrom('runs')
    .where('kind', '=', run.kind)
    .where('listing', '=', run.listing)
    .where('id', '<>', id);
  const last = await others.orderBy('last_started_at', 'desc').selectAll().limit(1).executeTakeFirst();
  if (status === 'failed' && last?.status === 'failed' && last.error === error) {
    await db
      .updateTable('runs')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        last_started_at: run.last_started_at,
        finished_at: clock,
        is_published: false,
      }))
      .where('id', '=', last.id)
      .execute();
    await db.deleteFrom('runs').where('id', '=', id).execute();
  } else if (status === 'completed' && last !== undefined && isEventless(last)) {
    await db.deleteFrom('runs').where('id', '=', last.id).execute();
  }
}

const isEventless = (run: {
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly created_count: number;
  readonly updated_count: number;
  readonly archived_count: number;
  readonly finding_count: number;
}): boolean =>
  run.kind !== 'backfill' &&
  run.status === 'completed' &&
  run.created_count + run.updated_count + run.archived_count + run.finding_count === 0;

/** Which of these listings have not begun such a run for so many milliseconds; a backfill scans, too. */
export async function dueRuns(
  context: StoreContext,
  kind: RunKind,
  listings: readonly string[],
  every: number,
): Promise<readonly string[]> {
  if (listings.length === 0) return [];
  const rows = await context.db
    .selectFrom(
      inputRows(
        { listing: 'text', place: 'integer' },
        listings.map((listing, place) => ({ listing, place })),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('runs')
            .where('runs.kind', 'in', kind === 'scan' ? ['scan', 'backfill'] : [kind])
            .whereRef('runs.listing', '=', 'input.listing')
            .where('runs.last_started_at', '>', after(context, -every))
            .select('runs.id'),
        ),
      ),
    )
    .select('input.listing')
    .orderBy('input.place')
    .execute();
  return rows.map(({ listing }) => listing);
}

/** The last run of each kind and listing. */
export async function lastRuns({ db }: StoreContext): Promise<readonly StoredRun[]> {
  const rows = await db
    .selectFrom('runs')
    .distinctOn(['kind', 'listing'])
    .selectAll()
    .orderBy('kind')
    .orderBy('listing')
    .orderBy('last_started_at', 'desc')
    .execute();
  return rows.map(toRun);
}

/** A run that people do not see as it is now. One that has only just begun waits until there is more to say. */
export async function unpublishedRuns(context: StoreContext, limit: number): Promise<readonly StoredRun[]> {
  const rows = await context.db
    .selectFrom('runs')
    .where('is_published', '=', false)
    .where((eb) => eb.or([eb('status', '<>', 'running'), eb('started_at', '<', after(context, -shortRun))]))
    .where((eb) =>
      eb.or([
        eb('kind', '=', 'backfill'),
        eb('status', '<>', 'completed'),
        eb(sql<number>`created_count + updated_count + archived_count + finding_count`, '>', 0),
      ]),
    )
    .selectAll()
    .orderBy('started_at')
    .limit(limit)
    .execute();
  return rows.map(toRun);
}

/** Milliseconds. */
const shortRun = 5_000;

/** These are shown as they are given here; one that has changed since is to be published again. */
export async function markRunsPublished({ db }: StoreContext, runs: readonly StoredRun[]): Promise<void> {
  if (runs.length === 0) return;
  await db
    .updateTable('runs')
    .from(
      inputRows(
        { id: 'text', status: 'text', attempts: 'integer' },
        runs.map(({ id, status, attempts }) => ({ id, status, attempts })),
      ),
    )
    .set({ is_published: true })
    .where(sql<boolean>`runs.id = input.id::uuid`)
    .whereRef('runs.attempts', '=', 'input.attempts')
    .where(sql<boolean>`runs.status = input.status`)
    .execute();
}

const toRun = (row: {
  id: string;
  kind: RunKind;
  listing: string;
  status: RunStatus;
  started_at: Date;
  finished_at: Date | null;
  attempts: number;
  read_count: number;
  created_count: number;
  updated_count: number;
  archived_count: number;
  finding_count: number;
  error: string | null;
}): StoredRun => ({
  id: row.id,
  kind: row.kind,
  listing: row.listing,
  status: row.status,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  attempts: row.attempts,
  counts: {
    read: row.read_count,
    created: row.created_count,
    updated: row.updated_count,
    archived: row.archived_count,
  },
  findings: row.finding_count,
  error: row.error,
});
