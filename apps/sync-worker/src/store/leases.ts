import type { Lease } from '@unified-sync/sync-engine';
import { inputRows } from './input-rows.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { after, type StoreContext } from './store-context.ts';

/**
 * Takes leases on those keys that nobody holds. They expire by the database's clock. The expiry that the holder is
 * told is by its own clock, counted from before it asked: it ends no later than the true one, however wrong the clock.
 */
export async function takeLeases(
  context: StoreContext,
  keys: readonly string[],
  milliseconds: number,
): Promise<readonly (Lease | undefined)[]> {
  const expiresAt = context.now() + milliseconds;
  const tokens = await retryConflicts(async () => await takeFree(context, keys, milliseconds));
  return keys.map((key) => {
    const token = tokens.get(key);
    // A key that is named twice gets one lease.
    tokens.delete(key);
    return token === undefined ? undefined : { key, token, expiresAt };
  });
}

async function takeFree(
  context: StoreContext,
  keys: readonly string[],
  milliseconds: number,
): Promise<Map<string, number>> {
  const { db, clock } = context;
  if (keys.length === 0) return new Map();
  const wanted = [...new Set(keys)].map((key) => ({ key }));
  const taken = await db
    .insertInto('leases')
    .columns(['key', 'expires_at'])
    .expression((eb) =>
      eb
        .selectFrom(inputRows({ key: 'text' }, wanted))
        .select((row) => [row.ref('input.key').as('key'), after(context, milliseconds).as('expires_at')])
        .orderBy('input.key'),
    )
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((eb) => ({
          token: eb.ref('excluded.token'),
          expires_at: eb.ref('excluded.expires_at'),
        }))
        .where('leases.expires_at', '<=', clock),
    )
    .returning(['key', 'token'])
    .execute();
  return new Map(taken.map(({ key, token }) => [key, token]));
}

/** Gives leases back; one that expired and was taken by another stays with that other. */
export async function releaseLeases({ db }: StoreContext, leases: readonly Lease[]): Promise<void> {
  if (leases.length === 0) return;
  const given = leases.map(({ key, token }) => ({ key, token }));
  await retryConflicts(
    async () =>
      await db
        .with('own', (own) =>
          own
            .selectFrom('leases')
            .innerJoin(inputRows({ key: 'text', token: 'bigint' }, given), (join) =>
              join.onRef('leases.key', '=', 'input.key').onRef('leases.token', '=', 'input.token'),
            )
            .select('leases.key')
            .orderBy('leases.key')
            .forUpdate('leases'),
        )
        .deleteFrom('leases')
        .where('key', 'in', (eb) => eb.selectFrom('own').select('own.key'))
        .execute(),
  );
}
