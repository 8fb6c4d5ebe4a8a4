import type { Paginated } from '@unified-sync/http-client';
import type { ChangePage, InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { SideRecord, WriteRequest } from '@unified-sync/sync-engine';
import type { z } from 'zod';
import type { Lookups } from './lookups.ts';
import type { NinjaRow, RecordContext } from './records/record-context.ts';
import type { NinjaSettings } from './settings.ts';

/** How the rows of an entity are read, with everything embedded that showing them needs. */
export interface Rows<Row> {
  get(id: string): Promise<Row>;
  listChanged(options: {
    readonly since: string | undefined;
    readonly overlapSeconds: number;
    readonly perPage: number;
    readonly after: string | undefined;
  }): { pages(): AsyncGenerator<ChangePage<Row>> };
  /** All rows in every state. */
  list(options: { readonly perPage: number }): Pick<Paginated<Row>, 'pages'>;
  /** Of all rows in every state. */
  count(): Promise<number>;
}

/** What a write has at hand. */
export interface WriteTools<Row> {
  /** Sends nothing too late. */
  readonly ninja: InvoiceNinjaClient;
  readonly lookups: Lookups;
  readonly settings: NinjaSettings;
  /** Rows that carry this key, read just now. @throws {SideUnavailable} */
  readonly findByKey: (key: string) => Promise<readonly Row[]>;
}

export type CreateRequest = Extract<WriteRequest, { kind: 'create' }>;
export type UpdateRequest = Extract<WriteRequest, { kind: 'update' }>;

/** What a write left behind. */
export interface Written<Row> {
  readonly row: Row;
  /** The part that was written. */
  readonly part: string;
}

/**
 * One entity of Invoice Ninja as a stream. Its functions throw what {@link failureOf} understands: errors of
 * the client, and those of `write-error.ts`.
 */
export interface NinjaEntity<Row extends NinjaRow> {
  /** Name of the stream within its connection, e.g. `clients`. */
  readonly name: string;
  readonly schema: z.ZodType<Row>;
  rows(ninja: InvoiceNinjaClient): Rows<Row>;
  show(row: Row, context: RecordContext): SideRecord;
  /** Invoices whose numbers showing the row needs, with those that are embedded. @default none */
  invoiceNumbers?(row: Row): {
    readonly wanted: readonly string[];
    readonly known: ReadonlyMap<string, string>;
  };
  create(request: CreateRequest, tools: WriteTools<Row>): Promise<Written<Row>>;
  /** @param row what was read right before. */
  update(row: Row, request: UpdateRequest, tools: WriteTools<Row>): Promise<Row>;
  /** @param part `''` for the whole record. */
  remove(row: Row, part: string, tools: WriteTools<Row>): Promise<Row>;
  restore(row: Row, part: string, tools: WriteTools<Row>): Promise<Row>;
  /** By name. @default none */
  readonly commands?: Readonly<Record<string, (row: Row, tools: WriteTools<Row>) => Promise<Row>>>;
  /** The written record as the base is to be, see the entity. @default what the provider answered */
  settle?(record: SideRecord, request: CreateRequest | UpdateRequest): SideRecord;
}
