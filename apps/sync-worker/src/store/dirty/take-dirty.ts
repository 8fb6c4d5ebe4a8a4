import { defaultShares, lanes, type DirtyRow, type Lane } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { after, type StoreContext } from '../store-context.ts';

/** Milliseconds. */
export const defaultTakenFor = 30_000;

export interface TakeDirtyOptions {
  /** Whose rows: `hub`, or a connection such as `ninja-acme`. */
  readonly owner: string;
  /** Rows at most. */
  readonly limit: number;
  /** @default all lanes */
  readonly lanes?: readonly Lane[];
  /**
   * Milliseconds after which a row that was neither cleared, deferred nor renewed is handed out again: its worker
   * must be dead by then, see {@link keepTaken}. @default 30_000
   */
  readonly takenFor?: number;
}

/** A row as it is handed out. */
export interface TakenRow extends DirtyRow {
  readonly lane: Lane;
  /** Of the hint that brought it; `null`: not known. */
  readonly correlation: string | null;
}

/**
 * Hands out rows that are due, each to one worker: most urgent lane first, but every lane that waits gets its share
 * of the page; within a lane, the one that has been due for longest first. `clearDirty` and `deferDirty` end that, and
 * so does the end of `takenFor`.
 */
export async function takeDirty(
  context: StoreContext,
  options: TakeDirtyOptions,
): Promise<readonly TakenRow[]> {
  const { owner, limit, takenFor = defaultTakenFor } = options;
  const wanted = [...new Set(options.lanes ?? lanes)].map((lane) => ({
    lane: lanes.indexOf(lane),
    share: Math.ceil((limit * defaultShares[lane]) / 100),
  }));
  if (wanted.length === 0 || limit <= 0) return [];
  const rows = await retryConflicts(
    async () =>
      await context.db
        .with('due', (cte) =>
          cte
            .selectFrom(inputRows({ lane: 'integer', share: 'integer' }, wanted))
            .innerJoinLateral(
              (eb) =>
                eb
                  .selectFrom('dirty')
                  .where('dirty.owner', '=', owner)
                  .whereRef('dirty.lane', '=', 'input.lane')
                  .where('dirty.due_at', '<=', context.clock)
                  .select(['dirty.side', 'dirty.record', 'dirty.lane', 'dirty.due_at'])
                  .orderBy('dirty.due_at')
                  .limit(limit)
                  .forUpdate()
                  .skipLocked()
                  .as('found'),
              (join) => join.onTrue(),
            )
            .select([
              'found.side',
              'found.record',
              'found.lane',
              'found.due_at',
              sql<boolean>`row_number() over (partition by found.lane order by found.due_at) > input.share`.as(
                'is_beyond_share',
              ),
            ]),
        )
        .with('chosen', (cte) =>
          cte
            .selectFrom('due')
            .select(['due.side', 'due.record', 'due.due_at'])
            .orderBy('due.is_beyond_share')
            .orderBy('due.lane')
            .orderBy('due.due_at')
            .limit(limit),
        )
        .updateTable('dirty')
        .from('chosen')
        .set({ is_taken: true, due_at: after(context, takenFor) })
        .whereRef('dirty.side', '=', 'chosen.side')
        .whereRef('dirty.record', '=', 'chosen.record')
        .returning([
          'dirty.side',
          'dirty.record',
          'dirty.counter',
          'dirty.lane',
          'dirty.correlation',
          'chosen.due_at as wasDueAt',
        ])
        .execute(),
  );
  return rows
    .toSorted(
      (left, right) =>
        left.lane - right.lane ||
        left.wasDueAt.getTime() - right.wasDueAt.getTime() ||
        left.counter - right.counter,
    )
    .map(({ side, record, counter, lane, correlation }) => ({
      side,
      record,
      counter,
      lane: lanes[lane] ?? 'reconcile',
      correlation,
    }));
}
