import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { StoreContext } from '../store-context.ts';

/** Now, in milliseconds since 1970, by the clock of the store. */
export const nowOf = ({ clock }: StoreContext): RawBuilder<number> =>
  sql<number>`(extract(epoch from ${clock}) * 1000)::float8`;

/** An instant of that clock, as the store keeps it. */
export const instant = (milliseconds: number): RawBuilder<Date> =>
  sql<Date>`to_timestamp(${milliseconds}::float8 / 1000)`;
