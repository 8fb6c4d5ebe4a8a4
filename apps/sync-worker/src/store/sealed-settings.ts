import type { StoreContext } from './store-context.ts';

/** Reads a sealed secret as it was stored; `undefined`: there is none. */
export async function readSealed({ db }: StoreContext, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').where('name', '=', name).select('sealed').executeTakeFirst();
  return row === undefined ? undefined : new TextDecoder().decode(row.sealed);
}

/**
 * Stores a sealed secret where there is none yet: of two that are made at once, one counts.
 * @returns the one that counts
 */
export async function writeSealed(context: StoreContext, name: string, sealed: string): Promise<string> {
  const { db, clock } = context;
  await db
    .insertInto('settings')
    .values({ name, sealed: Buffer.from(sealed), changed_at: clock })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await readSealed(context, name)) ?? sealed;
}
