import { lanes, type EffectState, type FindingKind, type Lane } from '@unified-sync/sync-engine';
import { sql, type Expression, type RawBuilder } from 'kysely';
import { ageOf, type StoreContext } from './store-context.ts';

/** Changes that were heard of and not dealt with yet. */
export interface Backlog {
  /** `in`: heard from the connection. `out`: heard from the hub, for the connections that the item is linked to. */
  readonly direction: 'in' | 'out';
  /** `null`: an item of the hub that is linked to nothing yet. */
  readonly connection: string | null;
  readonly lane: Lane;
  readonly rows: number;
  /** Those that may be worked on now; the others are deferred, or a worker has them. */
  readonly due: number;
  /** Milliseconds since the oldest of them was first heard of. */
  readonly oldestAge: number;
}

export interface OpenEffects {
  readonly side: string;
  readonly state: EffectState;
  readonly count: number;
  /** Milliseconds since the one that has been so for longest became so. */
  readonly oldestAge: number;
}

/** What the store owes, for metrics and people. */
export interface StoreStatus {
  readonly backlog: readonly Backlog[];
  readonly effects: readonly OpenEffects[];
  readonly findings: readonly { readonly kind: FindingKind; readonly open: number }[];
  /** Items that wait for a link of a stream, or for its first listing. */
  readonly waiting: readonly { readonly stream: string; readonly items: number }[];
}

export async function readStatus(context: StoreContext): Promise<StoreStatus> {
  return {
    backlog: await readBacklog(context),
    effects: await readEffects(context),
    findings: await context.db
      .selectFrom('findings')
      .where('is_open', '=', true)
      .where('is_dismissed', '=', false)
      .groupBy('kind')
      .select((eb) => ['kind', eb.fn.countAll<number>().as('open')])
      .orderBy('kind')
      .execute(),
    waiting: await context.db
      .selectFrom('waits')
      .groupBy('stream')
      .select((eb) => ['stream', items(eb.ref('collection'), eb.ref('item_id')).as('items')])
      .orderBy('stream')
      .execute(),
  };
}

async function readBacklog(context: StoreContext): Promise<readonly Backlog[]> {
  const { db, clock } = context;
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('dirty')
        .leftJoin('links', (join) =>
          join
            .on('dirty.owner', '=', 'hub')
            .on('links.collection', '=', sql<string>`split_part(dirty.record, '/', 1)`)
            .on('links.item_id', '=', sql<string>`substr(dirty.record, strpos(dirty.record, '/') + 1)`)
            .on('links.state', '=', 'live'),
        )
        .select([
          sql<Backlog['direction']>`case when dirty.owner = 'hub' then 'out' else 'in' end`.as('direction'),
          sql<
            string | null
          >`case when dirty.owner = 'hub' then split_part(links.stream, '.', 1) else dirty.owner end`.as(
            'connection',
          ),
          'dirty.lane',
          'dirty.due_at',
          'dirty.since',
        ])
        // Linked to several streams of a connection, an item is one change there.
        .groupBy(['dirty.side', 'dirty.record', sql`2`])
        .as('owed'),
    )
    .select((eb) => [
      'direction',
      'connection',
      'lane',
      eb.fn.countAll<number>().as('rows'),
      eb.fn.countAll<number>().filterWhere('due_at', '<=', clock).as('due'),
      ageOf(context, eb.fn.min('since')).as('oldestAge'),
    ])
    .groupBy(['direction', 'connection', 'lane'])
    .orderBy('direction')
    .orderBy('connection')
    .orderBy('lane')
    .execute();
  return rows.map((row) => ({ ...row, lane: lanes[row.lane] ?? 'reconcile' }));
}

async function readEffects(context: StoreContext): Promise<readonly OpenEffects[]> {
  return await context.db
    .selectFrom('effects')
    .where('state', 'in', ['planned', 'sending'])
    .groupBy(['side', 'state'])
    .select((eb) => [
      'side',
      'state',
      eb.fn.countAll<number>().as('count'),
      ageOf(context, eb.fn.min('changed_at')).as('oldestAge'),
    ])
    .orderBy('side')
    .orderBy('state')
    .execute();
}

const items = (collection: Expression<string>, id: Expression<string>): RawBuilder<number> =>
  sql<number>`count(distinct (${collection}, ${id}))`;
