import { ConflictError } from '@unified-sync/http-client';
import { z } from 'zod';

type Fields = Readonly<Record<string, unknown>>;

const row = z.record(z.string(), z.unknown());
const tableChange = z.union([
  z.strictObject({ replace: z.array(row) }),
  z.strictObject({ merge: z.array(row).optional(), remove: z.array(z.string()).optional() }),
]);

/** True when some table is to be merged, so that the document must be read first. */
export const mustRead = (changes: Fields): boolean =>
  Object.values(changes).some((value) => isTableChange(value) && !('replace' in value));

/**
 * Writes each table change as the whole table that Frappe wants.
 *
 * @param current The stored document; needed where a table is merged.
 * @throws {TypeError} for a plain list of rows: it would delete every row that it does not hold.
 * @throws {ConflictError} when a row to change or remove is not there any more.
 */
export function wholeTables(changes: Fields, current: Fields | undefined, path: string): Fields {
  return Object.fromEntries(
    Object.entries(changes).map(([field, value]) => {
      if (Array.isArray(value))
        throw new TypeError(
          `${field}: a list of rows would delete all others. Give { replace: rows } or { merge: rows, remove: names }.`,
        );
      if (!isTableChange(value)) return [field, value];
      if ('replace' in value) return [field, value.replace];
      return [field, merged(field, value, rowsOf(current?.[field]), path)];
    }),
  );
}

type TableChange = z.infer<typeof tableChange>;
type Merge = Exclude<TableChange, { replace: unknown }>;

/** A JSON field may hold any object, an empty one too: only these keys, and at least one of them. */
const isTableChange = (value: unknown): value is TableChange =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  tableChange.safeParse(value).success;

const rowsOf = (value: unknown): Fields[] => z.array(row).catch([]).parse(value);

function merged(field: string, change: Merge, stored: readonly Fields[], path: string): Fields[] {
  const { merge = [], remove = [] } = change;
  const names = new Set(stored.map(({ name }) => name));
  const changed = merge.filter(({ name }) => name !== undefined);
  const missing = [...changed.map(({ name }) => name), ...remove].find((name) => !names.has(name));
  if (missing !== undefined)
    throw new ConflictError(
      `erpnext: ${path} has no row ${JSON.stringify(missing)} in ${field} any more: read it again`,
      {
        provider: 'erpnext',
        method: 'PATCH',
        path,
        retryable: false,
      },
    );
  const byName = new Map(changed.map((fields) => [fields['name'], fields]));
  const kept = stored.filter(({ name }) => typeof name !== 'string' || !remove.includes(name));
  // A row is rewritten as a whole: what is not sent is emptied (`BaseDocument.set`, `db_update`).
  const whole = kept.map((fields) => ({ ...fields, ...byName.get(fields['name']) }));
  return [...whole, ...merge.filter(({ name }) => name === undefined)];
}
