import type { StoreContext } from './store-context.ts';

/**
 * Remembers which account a connection opens; the first one counts.
 * @returns the fingerprint of the first contact
 */
export async function rememberAccount(
  { db, clock }: StoreContext,
  connection: string,
  fingerprint: string,
): Promise<string> {
  await db
    .insertInto('accounts')
    .values({ connection, fingerprint, first_seen_at: clock })
    .onConflict((conflict) => conflict.column('connection').doNothing())
    .execute();
  const known = await db
    .selectFrom('accounts')
    .where('connection', '=', connection)
    .select('fingerprint')
    .executeTakeFirstOrThrow();
  return known.fingerprint;
}

/** Id (UUID) of this store, made when it is first asked for. */
export async function installationId({ db }: StoreContext): Promise<string> {
  await db
    .insertInto('installation')
    .values({ is_this: true })
    .onConflict((conflict) => conflict.column('is_this').doNothing())
    .execute();
  return (await db.selectFrom('installation').select('id').executeTakeFirstOrThrow()).id;
}
