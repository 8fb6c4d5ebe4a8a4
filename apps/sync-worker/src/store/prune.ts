import { sql, type DeleteResult, type ExpressionBuilder } from 'kysely';
import { noteHistoryGoes } from './pruning.ts';
import { after, type StoreContext } from './store-context.ts';
import type { Tables } from './tables.ts';

const day = 86_400_000;
const batch = 5000;
/** Where a row lies: the name of every row of every table, for as long as nobody writes it. */
const place = sql<string>`ctid`;

/** How long things are kept, in milliseconds. Links, open effects and findings are kept for ever. */
export interface Retention {
  /**
   * What happened to items, for `explain`; of those with an open finding, an open write or a change that waits, all of
   * it stays. @default for ever
   */
  readonly history?: number;
  /** Effects that are closed. @default 90 days */
  readonly closedEffects?: number;
  /** Remote deletes that were acted on; at least as long as the delete guard looks back. @default 30 days */
  readonly deletions?: number;
}

/** How many rows went. */
export interface Pruned {
  readonly history: number;
  readonly closedEffects: number;
  readonly deletions: number;
  /** Of workers that died, and of keys that nobody has wanted for a day. */
  readonly leases: number;
}

/** Deletes what is no longer kept, a few thousand rows at a time, so that nobody waits for it. */
export async function prune(context: StoreContext, retention: Retention = {}): Promise<Pruned> {
  const { history = Infinity, closedEffects = 90 * day, deletions = 30 * day } = retention;
  await pruneCommits(context);
  return {
    history: history === Infinity ? 0 : await pruneHistory(context, history),
    closedEffects: await pruneEffects(context, closedEffects),
    deletions: await pruneDeletions(context, deletions),
    leases: await pruneLeases(context, day),
  };
}

async function pruneHistory(context: StoreContext, age: number): Promise<number> {
  const { keptFrom } = await context.db
    .selectNoFrom(after(context, -age).as('keptFrom'))
    .executeTakeFirstOrThrow();
  const old = context.db
    .selectFrom('history')
    .where('at', '<', keptFrom)
    .where((eb) => eb.not(eb.or(unsettled(eb))))
    .select(place.as('place'))
    .limit(batch);
  if ((await old.limit(1).executeTakeFirst()) === undefined) return 0;
  await noteHistoryGoes(context, keptFrom);
  return await inBatches(
    async () => await context.db.deleteFrom('history').where(place, 'in', old).executeTakeFirst(),
  );
}

/** What an item may be in the middle of: whoever asks how it came to that needs its whole past. */
const unsettled = ({ exists, selectFrom }: ExpressionBuilder<Tables, 'history'>) => [
  exists(
    selectFrom('findings')
      .whereRef('findings.collection', '=', 'history.collection')
      .whereRef('findings.item_id', '=', 'history.item_id')
      .where('findings.is_open', '=', true),
  ),
  exists(
    selectFrom('effects')
      .whereRef('effects.collection', '=', 'history.collection')
      .whereRef('effects.item_id', '=', 'history.item_id')
      .where('effects.state', 'in', ['planned', 'sending']),
  ),
  exists(
    selectFrom('waits')
      .whereRef('waits.collection', '=', 'history.collection')
      .whereRef('waits.item_id', '=', 'history.item_id'),
  ),
  exists(
    selectFrom('dirty')
      .where('dirty.side', '=', 'hub')
      .where('dirty.record', '=', sql<string>`history.collection || '/' || history.item_id`),
  ),
];

async function pruneEffects(context: StoreContext, age: number): Promise<number> {
  const old = context.db
    .selectFrom('effects')
    .where('state', 'in', ['done', 'refused', 'abandoned'])
    .where('changed_at', '<', after(context, -age))
    .select(place.as('place'))
    .limit(batch);
  return await inBatches(
    async () => await context.db.deleteFrom('effects').where(place, 'in', old).executeTakeFirst(),
  );
}

async function pruneDeletions(context: StoreContext, age: number): Promise<number> {
  const old = context.db
    .selectFrom('deletions')
    .where('at', '<', after(context, -age))
    .select(place.as('place'))
    .limit(batch);
  return await inBatches(
    async () => await context.db.deleteFrom('deletions').where(place, 'in', old).executeTakeFirst(),
  );
}

async function pruneLeases(context: StoreContext, age: number): Promise<number> {
  const old = context.db
    .selectFrom('leases')
    .where('expires_at', '<', after(context, -age))
    .select(place.as('place'))
    .limit(batch)
    // One that is being taken again right now is not old any more.
    .forUpdate()
    .skipLocked();
  return await inBatches(
    async () => await context.db.deleteFrom('leases').where(place, 'in', old).executeTakeFirst(),
  );
}

/** All numbers but the last: that one is the position of looks. */
async function pruneCommits({ db }: StoreContext): Promise<void> {
  await db
    .deleteFrom('commits')
    .where('position', '<', (eb) => eb.selectFrom('commits').select(eb.fn.max('position').as('last')))
    .execute();
}

async function inBatches(deleteSome: () => Promise<DeleteResult>): Promise<number> {
  let deleted = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- batch by batch, so that others get in between
    const count = Number((await deleteSome()).numDeletedRows);
    deleted += count;
    if (count < batch) return deleted;
  }
}
