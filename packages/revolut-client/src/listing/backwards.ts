import { ConflictError, type Page, type Paginated } from '@unified-sync/http-client';
import { instantOf, microseconds, type Moment } from './instants.ts';

/** A list that goes from the newest row back, by a moment that bounds it from above. */
export interface BackwardsList<Row> {
  /** Reads rows that are older than `before`, newest first. */
  read: (before: string | undefined, limit: number) => Promise<Row[]>;
  /** The moment that the list is ordered and bounded by. */
  timeOf: (row: Row) => string;
  keyOf: (row: Row) => string;
  /** Rows a page. */
  limit: number;
  /** Rows a page at most. */
  largest: number;
  /** Precision of the moments, in microseconds. @default 1n */
  step?: bigint;
  /** Rows older than this. @default all */
  before?: Moment | undefined;
  /** For errors, e.g. `/transactions`. */
  path: string;
}

/**
 * Lists rows backwards without losing any at the edge of a page. The provider's bound is exclusive, so the
 * rows that share the moment of the last one, but did not fit on its page, would be skipped: the next page
 * begins one step later and shows them again, and what came before is left out. The list ends with a page
 * that is not full.
 *
 * `next` of a page is the bound of the one behind it. Going on from a stored one may show the rows of that
 * very moment again.
 *
 * @throws {ConflictError} from the loop, when more rows share one moment than fit on the largest page.
 */
export function listBackwards<Row>(list: BackwardsList<Row>): Paginated<Row> {
  const { read, timeOf, keyOf, largest, path, step = 1n } = list;
  const timesOf = (rows: readonly Row[]): bigint[] => rows.map((row) => microseconds(timeOf(row)));

  /** A full page that ends before `bound`, or the last one, whatever size that takes. */
  async function readPage(bound: string | undefined): Promise<{ rows: Row[]; oldest: bigint | undefined }> {
    for (let { limit } = list; ; limit = Math.min(largest, limit * 2)) {
      const rows = await read(bound, limit);
      if (rows.length < limit) return { rows, oldest: undefined };
      const oldest = timesOf(rows).reduce((least, time) => (time < least ? time : least));
      if (bound === undefined || oldest + step < microseconds(bound)) return { rows, oldest };
      if (limit >= largest) throw tooManyTies(path, instantOf(oldest), largest);
    }
  }

  async function* pages(): AsyncGenerator<Page<Row>> {
    let bound = list.before === undefined ? undefined : instantOf(microseconds(list.before));
    // Shown rows of the edge's moment: older ones cannot have been, and newer ones cannot come again.
    let shown: { time: bigint; keys: ReadonlySet<string> } | undefined;
    for (;;) {
      const { rows, oldest } = await readPage(bound);
      const times = timesOf(rows);
      const edge = shown;
      const items = rows.filter(
        (row, index) => edge === undefined || times[index] !== edge.time || !edge.keys.has(keyOf(row)),
      );
      if (oldest === undefined) {
        yield { items, next: undefined };
        return;
      }
      bound = instantOf(oldest + step);
      yield { items, next: bound };
      shown = { time: oldest, keys: new Set(rows.filter((_, index) => times[index] === oldest).map(keyOf)) };
    }
  }

  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}

const tooManyTies = (path: string, time: string, largest: number): ConflictError =>
  new ConflictError(
    `revolut: GET ${path} has ${largest} rows or more of the one moment ${time}: the rest of them cannot be reached.`,
    { provider: 'revolut', method: 'GET', path, retryable: false },
  );
