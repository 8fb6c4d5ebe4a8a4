import type { Selectable } from 'kysely';
import {
  afterRequest,
  freshBreaker,
  takeProbe,
  type BreakerState,
  type RequestEnd,
} from '../../traffic/breaker-state.ts';
import type { BreakerView } from '../../traffic/traffic-store.ts';
import type { StoreContext } from '../store-context.ts';
import type { Tables } from '../tables.ts';
import { instant, nowOf } from './store-instant.ts';

/** Asks to be the one request of all processes that tries: whoever has the row's lock decides. */
export async function takeBreakerProbe(
  context: StoreContext,
  key: string,
): Promise<{ readonly breaker: BreakerView; readonly probe: number | undefined }> {
  return await changeBreaker(context, key, (state, now) => {
    const taken = takeProbe(state, { now });
    return { state: taken.state, result: { breaker: toView(taken.state, now), probe: taken.probe } };
  });
}

export async function endBreakerRequest(
  context: StoreContext,
  key: string,
  end: RequestEnd,
  random: () => number,
): Promise<BreakerView> {
  return await changeBreaker(context, key, (before, now) => {
    const state = afterRequest(before, end, { now, random: random() });
    return { state, result: toView(state, now) };
  });
}

export async function readBreakers(context: StoreContext): Promise<ReadonlyMap<string, BreakerView>> {
  const rows = await context.db.selectFrom('breakers').selectAll().select(nowOf(context).as('now')).execute();
  return new Map(rows.map((row) => [row.key, toView(toState(row), row.now)]));
}

async function changeBreaker<Result>(
  context: StoreContext,
  key: string,
  change: (state: BreakerState, now: number) => { readonly state: BreakerState; readonly result: Result },
): Promise<Result> {
  return await context.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (db) => {
      const now = nowOf(context);
      await db
        .insertInto('breakers')
        .values({ key, ...toRow(freshBreaker(0)), since: context.clock })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      const row = await db
        .selectFrom('breakers')
        .where('key', '=', key)
        .selectAll()
        .select(now.as('now'))
        .forUpdate()
        .executeTakeFirstOrThrow();
      const before = toState(row);
      const { state, result } = change(before, row.now);
      if (state !== before)
        await db.updateTable('breakers').set(toRow(state)).where('key', '=', key).execute();
      return result;
    });
}

const toState = (row: Selectable<Tables['breakers']>): BreakerState => ({
  phase: row.phase,
  failures: row.failures,
  openings: row.openings,
  lastFailed: row.last_failed,
  cause: row.cause,
  since: row.since.getTime(),
  probeAt: row.probe_at?.getTime() ?? null,
  probe: row.probe,
});

const toRow = (state: BreakerState) => ({
  phase: state.phase,
  failures: state.failures,
  openings: state.openings,
  last_failed: state.lastFailed,
  cause: state.cause,
  since: instant(state.since),
  probe_at: state.probeAt === null ? null : instant(state.probeAt),
  probe: state.probe,
});

const toView = ({ phase, failures, since, cause, probeAt }: BreakerState, now: number): BreakerView => ({
  phase,
  failures,
  since: new Date(since),
  cause,
  probeIn: Math.max(0, Math.ceil((probeAt ?? now) - now)),
});
