import { ConflictError, ResponseShapeError } from '@unified-sync/http-client';
import { isSiteDatetime } from '../time/site-datetime.ts';

/** A field that, with the name, orders the documents of a DocType. */
export type KeysetField = 'modified' | 'creation';

/** The last row that was given out. */
export interface Position {
  /** Value of the keyset field, as the site wrote it. */
  at: string;
  name: string | number;
}

type Row = Readonly<Record<string, unknown>>;

/** Reads up to `limit` rows that meet the conditions, ordered by the keyset field, then by name. */
export type ReadRows<Item> = (conditions: readonly (readonly unknown[])[]) => Promise<Item[]>;

/** How documents are walked. */
export interface KeysetOptions<Item> {
  read: ReadRows<Item>;
  field: KeysetField;
  limit: number;
  /** The row to go on behind. @default the start */
  after?: Position | undefined;
  /** Path of the list, for errors. */
  path: string;
}

/** One page, and the row to go on behind. */
export interface KeysetPage<Item> {
  items: Item[];
  position: Position | undefined;
  isLast: boolean;
}

/**
 * Walks documents in the order of a datetime and the name, without offsets: nothing that is inserted or
 * edited meanwhile can shift a row out of sight. Each page begins at the last datetime of the one before,
 * since rows may share it, and leaves out what was already given. Where one datetime fills a whole page
 * (an import, a bulk update), its rows are walked by name.
 *
 * @throws {ConflictError} when the site gives the same full page again: it would never end.
 * @throws {ResponseShapeError} when rows lack the fields that order them: the rest could not be found.
 */
export async function* keysetPages<Item extends Row>(
  options: KeysetOptions<Item>,
): AsyncGenerator<KeysetPage<Item>> {
  const { read, field, limit, path } = options;
  let position = options.after;
  // Names given out at `position.at`: a row that is edited meanwhile leaves, the others stay known.
  let given = new Set(position === undefined ? [] : [position.name]);
  let isResumed = position !== undefined;
  let conditions: readonly (readonly unknown[])[] =
    position === undefined ? [] : [[field, '>=', position.at]];

  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a page is asked for when the one before is used up
    const rows = await read(conditions);
    const isShort = rows.length < limit;
    const last = rows.at(-1);
    const found = last === undefined ? position : positionOf(last, field, path);
    const items = withoutGiven(rows, { position, given, isResumed, field, path });
    // Rows from before, or a full page of known ones: the site has not read the conditions.
    const from = position?.at ?? '';
    const goesBack = rows.some((row) => positionOf(row, field, path).at < from);
    if (goesBack || (items.length === 0 && !isShort && !isResumed)) throw standingStill(path);
    isResumed = false;

    const isTied = position !== undefined && found?.at === position.at;
    if (found !== undefined) {
      if (!isTied) given = new Set();
      for (const row of rows) {
        const { at, name } = positionOf(row, field, path);
        if (at === found.at) given.add(name);
      }
    }
    const walksTies = conditions.some(([, operator]) => operator === '=');
    const isLast = isShort && !walksTies;
    yield { items, position: found, isLast };
    if (isLast || found === undefined) return;

    const { at, name } = found;
    position = found;
    if (walksTies && isShort) conditions = [[field, '>', at]];
    else if (rows.every((row) => row[field] === at))
      conditions = [
        [field, '=', at],
        ['name', '>', name],
      ];
    else conditions = [[field, '>=', at]];
  }
}

const standingStill = (path: string): ConflictError =>
  new ConflictError(`erpnext: GET ${path} gives the same rows again and again, whatever is asked for`, {
    provider: 'erpnext',
    method: 'GET',
    path,
    retryable: false,
  });

interface Given {
  position: Position | undefined;
  given: ReadonlySet<string | number>;
  isResumed: boolean;
  field: KeysetField;
  path: string;
}

/** The site orders names by its own collation, so what was given is known by name and never compared. */
function withoutGiven<Item extends Row>(rows: readonly Item[], past: Given): Item[] {
  const { position, given, isResumed, field, path } = past;
  if (position === undefined) return [...rows];
  const keys = rows.map((row) => positionOf(row, field, path));
  // A walk that is taken up again knows one name alone; what stands before it in the site's order was given.
  const passed = isResumed
    ? keys.findIndex(({ at, name }) => at === position.at && name === position.name)
    : -1;
  return rows.filter((_row, index) => {
    const key = keys[index];
    return index > passed && !(key?.at === position.at && given.has(key.name));
  });
}

export function positionOf(row: Row, field: KeysetField, path: string): Position {
  const { name, [field]: at } = row;
  if ((typeof name === 'string' || typeof name === 'number') && typeof at === 'string' && isSiteDatetime(at))
    return { at, name };
  throw new ResponseShapeError(
    `erpnext: GET ${path} answered with a row without ${field} or name: the rows behind it could not be found`,
    {
      provider: 'erpnext',
      method: 'GET',
      path,
      retryable: false,
      issues: [`data[].${field}: expected a datetime`],
    },
  );
}
