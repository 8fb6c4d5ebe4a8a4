import { NotFoundError, type Page, type Paginated } from '@unified-sync/http-client';
import type { Transaction } from '../entities/transaction.ts';
import { type ChangeCursor, formatCursor, isOpen, parseCursor } from './change-cursor.ts';
import { instantOf, microseconds, type Moment } from './instants.ts';

/** Options of `transactions.listChanged`. */
export interface ListChangedOptions {
  /** `cursor` of the last run, or a first moment. @default every transaction */
  since?: Moment | undefined;
  /** Seconds to look back behind `since`, for what was being stored then. @default 300 */
  overlapSeconds?: number | undefined;
  /**
   * Days behind `since` in which created transactions are read again, since a final one may still be
   * reverted. Those that were not final are followed for longer, one by one. @default 30
   */
  rescanDays?: number | undefined;
  /** Transactions a page: 1 to 1000. @default 1000 */
  perPage?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** A page of changed transactions. */
export interface ChangePage<Item> extends Page<Item> {
  /** Where the next run starts. Only on the last page: nothing before it is proven to be complete. */
  cursor: string | undefined;
}

/** What `listChanged` lists. */
export interface Changes<Item> extends AsyncIterable<Item> {
  pages(): AsyncGenerator<ChangePage<Item>>;
}

/** How transactions are read. */
export interface ChangeSource {
  /** Transactions created at `from` or later, newest first. */
  list: (from: string | undefined) => Paginated<Transaction>;
  get: (id: string) => Promise<Transaction>;
}

const day = 86_400_000_000n;

/** Lists what is new, what changed, and what was open last time, in one sweep and a few single reads. */
export function listChanged(source: ChangeSource, options: ListChangedOptions): Changes<Transaction> {
  const { since, overlapSeconds = 300, rescanDays = 30 } = options;
  checkNotNegative({ overlapSeconds, rescanDays });
  const start = since === undefined ? undefined : startOf(since);

  async function* pages(): AsyncGenerator<ChangePage<Transaction>> {
    const changedFrom =
      start === undefined
        ? undefined
        : microseconds(start.since) - BigInt(Math.round(overlapSeconds * 1_000_000));
    const sweepFrom =
      changedFrom === undefined ? undefined : changedFrom - BigInt(Math.round(rescanDays * 24)) * (day / 24n);
    const openBefore = new Map((start?.open ?? []).map((row) => [row.id, row]));
    const next: ChangeCursor = { since: start?.since ?? instantOf(0n), open: [] };
    const met = new Set<string>();

    const note = (row: Transaction): void => {
      met.add(row.id);
      for (const moment of [row.created_at, row.updated_at])
        if (microseconds(moment) > microseconds(next.since)) next.since = moment;
      if (isOpen(row)) next.open.push({ id: row.id, created_at: row.created_at });
    };
    const isChanged = (row: Transaction): boolean =>
      changedFrom === undefined ||
      openBefore.has(row.id) ||
      microseconds(row.updated_at) >= changedFrom ||
      microseconds(row.created_at) >= changedFrom;

    const list = source.list(sweepFrom === undefined ? undefined : instantOf(sweepFrom));
    for await (const page of list.pages()) {
      const fresh = page.items.filter(({ id }) => !met.has(id));
      for (const row of fresh) note(row);
      // The last page waits for the single reads: only what comes after them carries the cursor.
      yield { items: fresh.filter(isChanged), next: page.next, cursor: undefined };
    }

    const beyond: Transaction[] = [];
    for (const { id } of openBefore.values()) {
      if (met.has(id)) continue;
      const row = await readIfThere(source, id);
      if (row === undefined) continue;
      note(row);
      beyond.push(row);
    }
    yield { items: beyond, next: undefined, cursor: formatCursor(next) };
  }

  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}

const startOf = (since: Moment): ChangeCursor =>
  since instanceof Date ? { since: instantOf(microseconds(since)), open: [] } : parseCursor(since);

/** One that is gone can change no more; that it is gone is for a full listing to find. */
async function readIfThere({ get }: ChangeSource, id: string): Promise<Transaction | undefined> {
  try {
    return await get(id);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function checkNotNegative(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values))
    if (!Number.isFinite(value) || value < 0)
      throw new TypeError(`${name}: expected a number from 0, got ${String(value)}.`);
}
