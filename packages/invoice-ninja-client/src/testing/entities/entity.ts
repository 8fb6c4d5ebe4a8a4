import type { ApiRequest, Input } from '../http/api-request.ts';
import type { PresentOptions } from '../http/present-options.ts';
import type { Reply } from '../http/reply.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Principal } from '../store/company.ts';
import type { Row, Table } from '../store/table.ts';

/** Whether a row stays in a list. */
export type Predicate<Data> = (row: Row<Data>) => boolean;

/** Makes a predicate of a filter's value; `undefined` where the value switches the filter off. */
export type Filter<Data> = (value: string, principal: Principal) => Predicate<Data> | undefined;

export type Compare<Data> = (left: Row<Data>, right: Row<Data>) => number;

/** Does one bulk action with the rows that were found for the ids. A reply ends the request. */
export type BulkAction<Data> = (rows: readonly Row<Data>[], request: ApiRequest) => Reply | void;

/** How one kind of record behaves behind its routes. */
export interface Entity<Data extends object = object> {
  readonly name: EntityName;
  /** Class name in the real one's messages, e.g. `Client`. */
  readonly model: string;
  /** Name in rights and policies, e.g. `client` in `view_client`. */
  readonly permission: string;
  readonly table: Table<Data>;
  readonly blank: () => Data;
  /** For whom a record's JSON may be kept until it changes: it must look the same to all of them. */
  readonly sameFor: 'everybody' | 'admins' | 'nobody';
  present(row: Row<Data>, options: PresentOptions): object;
  /** What `?include=` can add, by name. */
  readonly includes: Readonly<Record<string, (row: Row<Data>, options: PresentOptions) => unknown>>;
  readonly filters: Readonly<Record<string, Filter<Data>>>;
  /** The order that `sort=column|direction` asks for; `undefined` where the real one ignores it. */
  compare(column: string, direction: string): Compare<Data> | undefined;
  create(input: Input, request: ApiRequest): Row<Data>;
  /** Changes a row and gives what the answer shows: not always what is stored now. */
  update(row: Row<Data>, input: Input, request: ApiRequest): Row<Data>;
  archive(row: Row<Data>): void;
  remove(row: Row<Data>): void;
  restore(row: Row<Data>): void;
  /** Stands before a bulk action is even looked at. */
  beforeBulk?(request: ApiRequest): void;
  /** What a bulk action answers that found no row; an empty list otherwise. */
  readonly nothingFound?: Reply;
  readonly bulkActions: Readonly<Record<string, BulkAction<Data>>>;
  /** What a bulk action that nobody knows does: 422, nothing at all, or 500. */
  readonly unknownAction: 'invalid' | 'ignored' | 'crash';
}
