import type { Fields, Side, SideRecord, StreamCapabilities, WriteRequest } from '@unified-sync/sync-engine';

/** What goes wrong with the requests that follow, until `clear`. */
export interface HarnessFaults {
  /** The provider answers every request with this status. */
  status(status: 401 | 403 | 429 | 500 | 503): void;
  /** The provider does what the next write asks for, and its answer is lost; so is that of every repetition. */
  loseWriteAnswers(): void;
  /** No connection can be made. */
  refuseConnections(): void;
  clear(): void;
}

/** One stream of a connector against its provider's mock, as the conformance suite drives it. */
export interface Harness {
  readonly side: Side;
  /** Another side of the same stream, as another worker has it. */
  readonly again: () => Side;
  readonly capabilities: StreamCapabilities;
  readonly clock: { now(): number; advance(milliseconds: number): void };
  readonly faults: HarnessFaults;
  /** Puts so many records into the provider; gives their ids. */
  seed(count: number): readonly string[];
  /** Somebody at the provider edits a record, by a field that the stream shows. */
  edit(id: string): void;
  /** Somebody at the provider deletes a record, as people do there. */
  remove(id: string): void;
  /** A record is gone without a trace. */
  purge(id: string): void;
  /** From now on somebody edits a record after each page of a list. Gives a function that ends it. */
  drift(): () => void;
  /** Id of a record that exists in another account of the provider. */
  stranger(): string;
  /** An id as the provider makes them, of a record that never was. */
  readonly missing: string;
  /** Fields of a record to be made, in stored form by remote name. */
  newFields(): Fields;
  /** A change of an existing record. */
  readonly change: Fields;
  /** A change that the provider refuses; `undefined` where it takes everything that a mapping can send. */
  readonly refusedChange: Fields | undefined;
  /** All that the provider holds of a record. */
  stored(id: string): Readonly<Record<string, unknown>>;
  /** Names under which the provider holds what `change` changes, and what changes by itself then. */
  readonly changed: readonly string[];
  /** How many records the provider holds, deleted ones included. */
  count(): number;
  /** True: `update` is refused for every record, since the provider owns what exists. */
  readonly isReadOnlyOnceMade?: boolean;
}

const soon = 60_000;

/** A request to make a record. */
export const createRequest = (
  { clock, newFields }: Harness,
  key: string,
  fields: Fields = newFields(),
): Extract<WriteRequest, { kind: 'create' }> => ({
  kind: 'create',
  part: '',
  id: null,
  parent: null,
  key,
  fields,
  idempotencyKey: `make-${key}`,
  notAfter: clock.now() + soon,
});

/** A request to change a record as it is now. */
export const updateRequest = (
  { clock }: Harness,
  record: SideRecord,
  fields: Fields,
): Extract<WriteRequest, { kind: 'update' }> => ({
  kind: 'update',
  part: '',
  record,
  fields,
  notAfter: clock.now() + soon,
});

export const lifecycleRequest = (
  { clock }: Harness,
  kind: 'remove' | 'restore',
  record: SideRecord,
): Extract<WriteRequest, { kind: 'remove' | 'restore' }> => ({
  kind,
  part: '',
  record,
  notAfter: clock.now() + soon,
});

/** The record of this id. @throws {Error} where it is not there. */
export async function recordOf({ side }: Pick<Harness, 'side'>, id: string): Promise<SideRecord> {
  const [look] = await side.look([id]);
  if (look?.kind !== 'present') throw new Error(`${id} is ${look?.kind ?? 'not looked at'}`);
  return look.record;
}

/** What a listing showed, page by page. */
export interface Listed {
  readonly records: readonly SideRecord[];
  readonly ids: ReadonlySet<string>;
  readonly cursor: string | null;
  readonly pages: number;
}

/** Lists to the end. */
export async function listAll(side: Side, cursor: string | null, lookBack = 0): Promise<Listed> {
  const records: SideRecord[] = [];
  let page: string | null = null;
  for (let pages = 1; pages < 1000; pages += 1) {
    const listed = await side.list({ cursor, lookBack, page });
    records.push(...listed.records);
    page = listed.next;
    if (page === null)
      return { records, ids: new Set(records.map(({ id }) => id)), cursor: listed.cursor, pages };
  }
  throw new Error('the listing has no end');
}
