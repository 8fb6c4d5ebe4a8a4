import { encodeId } from '../ids.ts';
import type { Paymentable } from '../records/payment.ts';
import type { Clock } from './clock.ts';

/** What the server keeps of a row and never shows. */
export interface Hidden {
  /** Of a payment. */
  idempotencyKey?: string;
  /** Parts of a payment that went to an invoice which is deleted now. */
  removedPaymentables?: readonly Paymentable[];
  /** What an invoice was before it was cancelled. */
  beforeCancellation?: { status_id: string; balance: number };
  /** What a document is attached to, as `invoices/7`, and its bytes. */
  parent?: string;
  bytes?: Uint8Array<ArrayBuffer>;
}

/** A stored record. Times are microseconds since 1970, 0 for never. */
export interface Row<Data = object> {
  readonly key: number;
  readonly id: string;
  readonly companyKey: number;
  data: Data;
  hidden: Hidden;
  createdAt: number;
  updatedAt: number;
  archivedAt: number;
  isDeleted: boolean;
  /** The row as JSON for a list, until it changes. */
  json: string | undefined;
}

/** What can change in a row besides its data. */
export type RowState = Partial<Pick<Row, 'archivedAt' | 'isDeleted' | 'createdAt' | 'updatedAt' | 'hidden'>>;

/** How {@link Table.save} writes. */
export interface SaveOptions {
  state?: RowState;
  /** False leaves `updated_at` as it is. @default true */
  touch?: boolean;
}

/** The rows of one entity, of all companies. */
export interface Table<Data> {
  insert(companyKey: number, data: Data, state?: RowState): Row<Data>;
  get(key: number): Row<Data> | undefined;
  /** All rows of a company by their numbers, deleted ones included. */
  ofCompany(companyKey: number): readonly Row<Data>[];
  /** Rows with this value in an index. */
  lookup(index: string, companyKey: number, value: string): readonly Row<Data>[];
  /** Writes into a row: the only way in which a row may change. */
  save(row: Row<Data>, changes: Partial<Data>, options?: SaveOptions): Row<Data>;
  /** Takes the row away without a trace. */
  purge(row: Row<Data>): void;
}

/** Gives the values by which a row is found in an index. */
export type IndexBy<Data> = (data: Data, hidden: Hidden) => readonly string[];

export function createTable<Data extends object>(
  clock: Clock,
  indexes: Readonly<Record<string, IndexBy<Data>>> = {},
): Table<Data> {
  const rows = new Map<number, Row<Data>>();
  const companies = new Map<number, Row<Data>[]>();
  const indexed = new Map<string, Set<Row<Data>>>();
  const entered = new Map<Row<Data>, readonly string[]>();
  let lastKey = 0;

  function enter(row: Row<Data>): void {
    const before = entered.get(row) ?? [];
    const entries = Object.entries(indexes).flatMap(([name, values]) =>
      values(row.data, row.hidden).map((value) => `${name}/${row.companyKey}/${value}`),
    );
    if (entries.length === before.length && entries.every((entry, index) => entry === before[index])) return;
    leave(row);
    entered.set(row, entries);
    for (const entry of entries) {
      const found = indexed.get(entry);
      if (found === undefined) indexed.set(entry, new Set([row]));
      else found.add(row);
    }
  }
  function leave(row: Row<Data>): void {
    for (const entry of entered.get(row) ?? []) indexed.get(entry)?.delete(row);
    entered.delete(row);
  }

  return {
    insert(companyKey, data, state = {}) {
      const key = (lastKey += 1);
      const now = clock.micros();
      const row: Row<Data> = {
        key,
        id: encodeId(key),
        companyKey,
        data,
        hidden: {},
        createdAt: now,
        updatedAt: now,
        archivedAt: 0,
        isDeleted: false,
        json: undefined,
        ...state,
      };
      rows.set(key, row);
      const siblings = companies.get(companyKey);
      if (siblings === undefined) companies.set(companyKey, [row]);
      else siblings.push(row);
      enter(row);
      return row;
    },
    get: (key) => rows.get(key),
    ofCompany: (companyKey) => companies.get(companyKey) ?? [],
    lookup: (index, companyKey, value) => [...(indexed.get(`${index}/${companyKey}/${value}`) ?? [])],
    save(row, changes, { state = {}, touch = true } = {}) {
      row.data = { ...row.data, ...changes };
      if (touch) row.updatedAt = Math.max(clock.micros(), row.createdAt);
      Object.assign(row, state);
      row.json = undefined;
      enter(row);
      return row;
    },
    purge(row) {
      leave(row);
      rows.delete(row.key);
      const siblings = companies.get(row.companyKey) ?? [];
      siblings.splice(siblings.indexOf(row), 1);
    },
  };
}
