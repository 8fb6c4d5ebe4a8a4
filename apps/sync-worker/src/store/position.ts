import type { StoreContext } from './store-context.ts';

/**
 * The position of a look is the highest number of a commit that it can see. Commits take their numbers from one
 * sequence inside of their transactions, so they may become visible in another order than they are numbered in. What
 * the engine relies on holds all the same: a look that began at position p is fresh for an item committed at c <= p.
 *
 * p was taken from the sequence after c, or is c; p was visible when the look began; so c was taken before the look
 * began. Whoever committed c had read and written the sides before it called `commit`, and so before c was taken:
 * the look came later than everything that the commit knows. The other way round, a commit that is visible when a
 * position is asked for is never above it, so nobody repeats a look for nothing.
 *
 * Not the sequence's own last value: that may be of a transaction which a crash undoes, and would then be given to
 * another commit after a look had already used it.
 */
export async function currentPosition({ db }: StoreContext): Promise<number> {
  const { position } = await db
    .selectFrom('commits')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.val(0)).as('position'))
    .executeTakeFirstOrThrow();
  return position;
}

/** Numbers the transaction that is under way. */
export async function takePosition({ db, clock }: StoreContext): Promise<number> {
  const { position } = await db
    .insertInto('commits')
    .values({ at: clock })
    .returning('position')
    .executeTakeFirstOrThrow();
  return position;
}
