import { sql, type AliasedRawBuilder, type RawBuilder } from 'kysely';

/** How a column of the input travels. `json` columns hold JSON text. */
export type InputType = 'text' | 'bigint' | 'integer' | 'boolean' | 'json';

/**
 * Rows as a table `input` that a query can read: one parameter a column, however many rows. Not as one JSON document:
 * PostgreSQL refuses to take one apart that has U+0000 anywhere in it.
 * @example
 * db.selectFrom(inputRows({ key: 'text' }, [{ key: 'a' }])).select('input.key')
 */
export function inputRows<Row extends object>(
  columns: Readonly<Record<keyof Row & string, InputType>>,
  rows: readonly Row[],
): AliasedRawBuilder<Row, 'input'> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of `columns` are those of a row
  const names = Object.keys(columns) as (keyof Row & string)[];
  const arrays = names.map((name) =>
    arrayOf(
      columns[name],
      rows.map((row) => row[name]),
    ),
  );
  return sql<Row>`unnest(${sql.join(arrays)})`.as<'input'>(
    sql`input(${sql.join(names.map((name) => sql.id(name)))})`,
  );
}

// JSON text has no raw line feed and is never empty, so lines carry it, and empty ones null. An array would have each
// of its many quotes escaped on one side and read back on the other.
function arrayOf(type: InputType, values: readonly unknown[]): RawBuilder<unknown> {
  return type === 'json'
    ? sql`string_to_array(${values.map((value) => (typeof value === 'string' ? value : '')).join('\n')}, E'\\n', '')::json[]`
    : sql`${values}::${sql.raw(type)}[]`;
}
