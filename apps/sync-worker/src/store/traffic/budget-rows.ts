import {
  fullBudget,
  pauseBudget,
  takeTokens,
  type Asked,
  type BudgetPace,
  type Grant,
} from '../../traffic/budget-state.ts';
import type { BudgetView } from '../../traffic/traffic-store.ts';
import type { StoreContext } from '../store-context.ts';
import { instant, nowOf } from './store-instant.ts';

/** Takes tokens out of an allowance that all processes share. */
export async function takeBudgetTokens(
  context: StoreContext,
  key: string,
  pace: BudgetPace,
  asked: Asked,
): Promise<Grant> {
  return await context.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (db) => {
      const row = await lockBudget({ ...context, db }, key);
      const before = row.state ?? fullBudget(pace, row.now);
      const pausedUntil = Math.max(before.pausedUntil, row.paused_until.getTime());
      const { state, grant } = takeTokens({ ...before, pausedUntil }, pace, { ...asked, now: row.now });
      await db
        .updateTable('budgets')
        .set({ state: JSON.stringify(state) })
        .where('key', '=', key)
        .execute();
      return grant;
    });
}

/** Stops everybody who shares the allowance for so many milliseconds, and voids what was saved up. */
export async function pauseSharedBudget(
  context: StoreContext,
  key: string,
  pace: BudgetPace | null,
  milliseconds: number,
): Promise<void> {
  await context.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (db) => {
      const row = await lockBudget({ ...context, db }, key);
      const until = Math.max(row.paused_until.getTime(), row.now + milliseconds);
      const before = row.state ?? (pace === null ? null : fullBudget(pace, row.now));
      const state = before === null ? null : pauseBudget(before, { milliseconds, now: row.now });
      await db
        .updateTable('budgets')
        .set({ paused_until: instant(until), state: JSON.stringify(state) })
        .where('key', '=', key)
        .execute();
    });
}

export async function readBudgets(context: StoreContext): Promise<ReadonlyMap<string, BudgetView>> {
  const rows = await context.db
    .selectFrom('budgets')
    .select(['key', 'state', 'paused_until', nowOf(context).as('now')])
    .execute();
  return new Map(
    rows.map(({ key, state, paused_until, now }) => [
      key,
      { state, now, pausedFor: Math.max(0, Math.ceil(paused_until.getTime() - now)) },
    ]),
  );
}

/** The row, made where it is missing; nobody else changes it before the transaction ends. */
async function lockBudget(context: StoreContext, key: string) {
  await insertMissing(context, key);
  return await context.db
    .selectFrom('budgets')
    .where('key', '=', key)
    .select(['state', 'paused_until', nowOf(context).as('now')])
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function insertMissing({ db }: StoreContext, key: string): Promise<void> {
  await db
    .insertInto('budgets')
    .values({ key, state: JSON.stringify(null), paused_until: instant(0) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
