import { sql, type AliasedRawBuilder } from 'kysely';

/** How a column of the input travels. `json` columns hold JSON text. */
export type InputType = 'text' | 'bigint' | 'integer' | 'boolean' | 'json';

/**
 * Rows as a table `input` that a query can read: one parameter a column, however many rows. Passed as arrays, not as
 * one JSON document, since PostgreSQL refuses to take one apart that has U+0000 anywhere in it.
 * @example
 * db.selectFrom(inputRows({ key: 'text' }, [{ key: 'a' }])).select('input.key')
 */
export function inputRows<Row extends object>(
  columns: Readonly<Record<keyof Row & string, InputType>>,
  rows: readonly Row[],
): AliasedRawBuilder<Row, 'input'> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const arrays = names.map((name) => sql`${rows.map((row) => row[name])}::${sql.raw(columns[name])}[]`);
  return sql<Row>`unnest(${sql.join(arrays)})`.as<'input'>(
    sql`input(${sql.join(names.map((name) => sql.id(name)))})`,
  );
}
