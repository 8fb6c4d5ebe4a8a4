import { after, type StoreContext } from './store-context.ts';

/** What of the history is gone; `null`: nothing. */
export async function historyKeptFrom({ db }: StoreContext): Promise<Date | null> {
  const row = await db
    .selectFrom('prunings')
    .where('what', '=', 'history')
    .select('kept_from')
    .executeTakeFirst();
  return row?.kept_from ?? null;
}

/** Notes that the history before then goes: before it does, so that nobody takes what is left for all there was. */
export async function noteHistoryGoes({ db, clock }: StoreContext, keptFrom: Date): Promise<void> {
  await db
    .insertInto('prunings')
    .values({ what: 'history', begun_at: clock, kept_from: keptFrom })
    .onConflict((conflict) =>
      conflict.column('what').doUpdateSet((eb) => ({
        begun_at: eb.ref('excluded.begun_at'),
        kept_from: eb.fn<Date>('greatest', ['prunings.kept_from', 'excluded.kept_from']),
      })),
    )
    .execute();
}

/** Claims a pruning that is due: of any number of processes, one is told so, once in so many milliseconds. */
export async function claimPruning(context: StoreContext, every: number): Promise<boolean> {
  const claimed = await context.db
    .insertInto('prunings')
    .values({ what: 'all', begun_at: context.clock, kept_from: null })
    .onConflict((conflict) =>
      conflict
        .column('what')
        .doUpdateSet({ begun_at: context.clock })
        .where('prunings.begun_at', '<=', after(context, -every)),
    )
    .returning('what')
    .execute();
  return claimed.length > 0;
}
