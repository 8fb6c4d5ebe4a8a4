import { sql } from 'kysely';
import { ageOf, type StoreContext } from '../store-context.ts';

/** How long ago a listing was last read to its end. */
export interface ListingAge {
  /** A stream, or `hub.<collection>`. */
  readonly listing: string;
  /** `scan`: what changed. `sweep`: all ids. */
  readonly kind: 'scan' | 'sweep';
  /** Milliseconds since the start of the last run that completed. */
  readonly age: number;
}

/** Listings that have never been read to their end are absent. A backfill scans, too. */
export async function readListingAges(context: StoreContext): Promise<readonly ListingAge[]> {
  return await context.db
    .selectFrom('runs')
    .where('status', '=', 'completed')
    .groupBy(['listing', sql`2`])
    .select((eb) => [
      'listing',
      sql<ListingAge['kind']>`case when kind = 'sweep' then 'sweep' else 'scan' end`.as('kind'),
      ageOf(context, eb.fn.max('last_started_at')).as('age'),
    ])
    .orderBy('listing')
    .orderBy(sql`2`)
    .execute();
}
