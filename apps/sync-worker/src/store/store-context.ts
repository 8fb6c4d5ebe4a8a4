import { sql, type Expression, type RawBuilder } from 'kysely';
import type { Lane } from '@unified-sync/sync-engine';
import type { Database } from './open-database.ts';
import type { StoreObserver } from './store-observer.ts';

/** What every function of the store is given. */
export interface StoreContext {
  /** A transaction, inside one. */
  readonly db: Database;
  /** The one clock of leases, deferrals and delete counts: the database's, see {@link databaseClock}. */
  readonly clock: RawBuilder<Date>;
  /** The engine's clock of this process, in milliseconds. */
  readonly now: () => number;
  /** Lane of the rows that are marked here. */
  readonly lane: Lane;
  readonly observer: StoreObserver;
}

/**
 * The database's clock, read once a statement. Workers' clocks differ from each other and jump; durations that they
 * pass are measured on this one, so that no worker's clock decides how long another one waits.
 */
export const databaseClock: RawBuilder<Date> = sql<Date>`(select clock_timestamp())`;

/** The instant so many milliseconds from now. */
export const after = ({ clock }: StoreContext, milliseconds: number): RawBuilder<Date> =>
  sql<Date>`${clock} + ${milliseconds}::double precision * interval '1 millisecond'`;

/** Milliseconds since then. */
export const ageOf = (
  { clock }: Pick<StoreContext, 'clock'>,
  since: Expression<unknown>,
): RawBuilder<number> => sql<number>`(extract(epoch from ${clock} - ${since}) * 1000)::float8`;
