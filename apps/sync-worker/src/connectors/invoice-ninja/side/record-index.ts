import {
  SideUnavailable,
  valueText,
  type Fields,
  type FieldValue,
  type SideRecord,
} from '@unified-sync/sync-engine';
import type { NinjaRow } from '../records/record-context.ts';
import { lookAt } from './look.ts';
import { idOf, rowPage, type RowPage } from './list-page.ts';
import { showRows, unavailable, type Reading } from './reading.ts';

/** Finds records by what they hold, key slot included. @throws {SideUnavailable} from each of them. */
export interface RecordIndex {
  findByKey(key: string): Promise<readonly SideRecord[]>;
  /** For each query; text is compared without case. */
  findByFields(queries: readonly Fields[]): Promise<readonly (readonly SideRecord[])[]>;
}

interface Entry {
  readonly keys: readonly string[];
  /** One for each part: the fields that are searched for, folded. */
  readonly parts: readonly Readonly<Record<string, string>>[];
}

export interface RecordIndexOptions<Row extends NinjaRow> {
  readonly reading: Reading<Row>;
  /** Fields of records that may be asked for. */
  readonly searchable: readonly string[];
  readonly now: () => number;
  /** Milliseconds to look back at each refresh. */
  readonly lookBack: number;
}

/** Milliseconds after which the whole list is read again, for changes that moved no time stamp. */
const goodFor = 6 * 3_600_000;

/**
 * An index over all records of a stream, in memory: the provider searches only some of its fields (none of a
 * contact's, in some versions), and ignores a filter that it does not know without a word, so its own search
 * could say "none" of a record that is there.
 *
 * It is built by one complete listing, and brought up to date by an incremental one before **every** answer.
 * What it finds is read again and must still hold what was asked for; "none" is as certain as a listing.
 */
export function createRecordIndex<Row extends NinjaRow>(options: RecordIndexOptions<Row>): RecordIndex {
  const { reading, searchable, now } = options;
  const stream = reading.entity.name;
  let entries = new Map<string, Entry>();
  let unreadable = new Map<string, string>();
  let cursor: string | null = null;
  let builtAt = 0;

  async function bringUpToDate(): Promise<void> {
    if (cursor !== null && now() - builtAt > goodFor) {
      entries = new Map();
      unreadable = new Map();
      cursor = null;
    }
    const startedAt = now();
    const from = cursor;
    for (let page: string | null = null; ;) {
      const listed: RowPage<Row> = await rowPage(reading, { cursor: from, lookBack: options.lookBack, page });
      for (const record of await showRows(reading, listed.rows)) {
        entries.set(record.id, entryOf(record, searchable));
        unreadable.delete(record.id);
      }
      for (const row of listed.poisonRows) unreadable.set(idOf(row) ?? JSON.stringify(row), textOf(row));
      page = listed.next;
      if (page !== null) continue;
      if (from === null) builtAt = startedAt;
      cursor = listed.cursor ?? from;
      return;
    }
  }
  const refresh = oneAfterTheOther(async () => {
    try {
      await bringUpToDate();
    } catch (error) {
      throw unavailable(stream, error);
    }
  });

  async function recordsAt(ids: readonly string[]): Promise<ReadonlyMap<string, SideRecord>> {
    const looks = await lookAt(reading, ids);
    const found = new Map<string, SideRecord>();
    for (const [index, id] of ids.entries()) {
      const look = looks[index];
      if (look?.kind === 'present') found.set(id, look.record);
      else if (look?.kind !== 'absent')
        throw new SideUnavailable(`${stream} ${id}: found, but it cannot be read now`);
    }
    return found;
  }

  function checkReadable(texts: readonly string[]): void {
    for (const [id, shown] of unreadable)
      if (texts.every((text) => shown.includes(text)))
        throw new SideUnavailable(`${stream} ${id}: it may be what is looked for, and cannot be read`);
  }

  return {
    async findByKey(key) {
      await refresh();
      checkReadable([fold(key)]);
      const ids = [...entries].filter(([, { keys }]) => keys.includes(key)).map(([id]) => id);
      const records = await recordsAt(ids);
      return [...records.values()].filter((record) => entryOf(record, []).keys.includes(key));
    },
    async findByFields(queries) {
      for (const name of queries.flatMap(Object.keys))
        if (!searchable.includes(name)) throw new Error(`${stream}: ${name} is not searchable`);
      await refresh();
      const wanted = queries.map(folded);
      for (const query of wanted) checkReadable(Object.values(query));
      const found = wanted.map((query) =>
        [...entries].filter(([, entry]) => holds(entry, query)).map(([id]) => id),
      );
      const records = await recordsAt([...new Set(found.flat())]);
      return found.map((ids, at) =>
        ids
          .flatMap((id) => records.get(id) ?? [])
          .filter((record) => holds(entryOf(record, searchable), wanted[at] ?? {})),
      );
    },
  };
}

function entryOf({ parts }: SideRecord, searchable: readonly string[]): Entry {
  const all = Object.values(parts);
  return {
    keys: all.flatMap(({ key }) => key ?? []),
    parts: all.map(({ fields }) =>
      folded(
        Object.fromEntries(
          searchable.filter((name) => name in fields).map((name) => [name, fields[name] ?? null]),
        ),
      ),
    ),
  };
}

const holds = ({ parts }: Entry, query: Readonly<Record<string, string>>): boolean =>
  parts.some((part) => Object.entries(query).every(([name, text]) => part[name] === text));

const folded = (fields: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, foldValue(value)]));

const foldValue = (value: FieldValue): string => (typeof value === 'string' ? fold(value) : valueText(value));

const fold = (text: string): string => text.trim().toLowerCase();

const textOf = (row: unknown): string => fold(JSON.stringify(row));

/** Runs never overlap; a call that comes during a run gets one that starts after it, since the run may be past its mark. */
function oneAfterTheOther(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return async () => {
    if (running === undefined) return await start();
    next ??= running
      .catch(() => undefined)
      .then(async () => {
        next = undefined;
        await start();
      });
    return await next;
  };
}
