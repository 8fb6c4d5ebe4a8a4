import { lanes, type Lane } from '@unified-sync/sync-engine';
import { sql } from 'kysely';
import { inputRows } from '../input-rows.ts';
import type { StoreContext } from '../store-context.ts';

/** A lane of an owner in which rows wait. */
export interface DueLane {
  readonly owner: string;
  readonly lane: Lane;
  /** Milliseconds until the first of them is due; 0 where it is. */
  readonly wait: number;
}

/** When the next row of each owner is due: milliseconds from now, 0 where one is. Owners without rows are absent. */
export async function nextDue(
  context: StoreContext,
  owners: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const soonest = new Map<string, number>();
  for (const { owner, wait } of await nextDueByLane(context, owners))
    soonest.set(owner, Math.min(wait, soonest.get(owner) ?? Infinity));
  return soonest;
}

/** The same for each lane of each owner. Lanes without rows are absent. */
export async function nextDueByLane(
  { db, clock }: StoreContext,
  owners: readonly string[],
): Promise<readonly DueLane[]> {
  const places = owners.flatMap((owner) => lanes.map((_, lane) => ({ owner, lane })));
  if (places.length === 0) return [];
  const rows = await db
    .selectFrom(inputRows({ owner: 'text', lane: 'integer' }, places))
    // The first of each lane: an index finds it, however many there are.
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('dirty')
          .whereRef('dirty.owner', '=', 'input.owner')
          .whereRef('dirty.lane', '=', 'input.lane')
          .select('dirty.due_at')
          .orderBy('dirty.due_at')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'input.owner',
      'input.lane',
      sql<number>`greatest(0, ceil(extract(epoch from ${eb.ref('first.due_at')} - ${clock}) * 1000))::float8`.as(
        'wait',
      ),
    ])
    .execute();
  return rows.map(({ owner, lane, wait }) => ({ owner, lane: lanes[lane] ?? 'reconcile', wait }));
}
