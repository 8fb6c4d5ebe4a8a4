import { sql } from 'kysely';
import { ageOf, type StoreContext } from './store-context.ts';

/** The oldest change that is not on both sides yet. */
export interface OldestUnsynced {
  /** `in`: to the hub. `out`: from the hub to the connection. */
  readonly direction: 'in' | 'out';
  /** `null`: an item of the hub that is linked to nothing yet. */
  readonly connection: string | null;
  /** Milliseconds since it was first heard of, or since it was to be written. */
  readonly age: number;
}

/**
 * The age of the oldest unsynced change of each connection and direction: of what is to be looked at, and of what is to
 * be written. Where there is none, everything that was heard of is in agreement.
 */
export async function readOldestUnsynced(context: StoreContext): Promise<readonly OldestUnsynced[]> {
  const { db } = context;
  return await db
    .with('owed', (cte) =>
      cte
        .selectFrom('dirty')
        .where('owner', '<>', 'hub')
        .groupBy('owner')
        .select((eb) => [
          sql<OldestUnsynced['direction']>`'in'`.as('direction'),
          sql<string | null>`dirty.owner`.as('connection'),
          eb.fn.min('since').as('since'),
        ])
        .unionAll(
          cte
            .selectFrom('dirty')
            .leftJoin('links', (join) =>
              join
                .on(sql<boolean>`links.collection = split_part(dirty.record, '/', 1)`)
                .on(sql<boolean>`links.item_id = substr(dirty.record, strpos(dirty.record, '/') + 1)`)
                .on('links.state', '=', 'live'),
            )
            .where('dirty.owner', '=', 'hub')
            .groupBy(sql`2`)
            .select((eb) => [
              sql<OldestUnsynced['direction']>`'out'`.as('direction'),
              sql<string | null>`split_part(links.stream, '.', 1)`.as('connection'),
              eb.fn.min('dirty.since').as('since'),
            ]),
        )
        .unionAll(
          cte
            .selectFrom('effects')
            .where('effects.state', 'in', ['planned', 'sending'])
            .where('effects.side', '<>', 'hub')
            .groupBy(sql`2`)
            .select((eb) => [
              sql<OldestUnsynced['direction']>`'out'`.as('direction'),
              sql<string | null>`split_part(effects.side, '.', 1)`.as('connection'),
              eb.fn.min('effects.changed_at').as('since'),
            ]),
        )
        .unionAll(
          cte
            .selectFrom('effects')
            .innerJoin('links', (join) =>
              join
                .onRef('links.collection', '=', 'effects.collection')
                .onRef('links.item_id', '=', 'effects.item_id')
                .on('links.state', '=', 'live'),
            )
            .where('effects.state', 'in', ['planned', 'sending'])
            .where('effects.side', '=', 'hub')
            .groupBy(sql`2`)
            .select((eb) => [
              sql<OldestUnsynced['direction']>`'in'`.as('direction'),
              sql<string | null>`split_part(links.stream, '.', 1)`.as('connection'),
              eb.fn.min('effects.changed_at').as('since'),
            ]),
        ),
    )
    .selectFrom('owed')
    .groupBy(['direction', 'connection'])
    .select((eb) => ['direction', 'connection', ageOf(context, eb.fn.min('since')).as('age')])
    .orderBy('direction')
    .orderBy('connection')
    .execute();
}
