import { ApiError } from '@unified-sync/http-client';
import pMap from 'p-map';
import type { CallOptions } from '../api.ts';
import type { CreateInput, UpdateInput } from './inputs.ts';
import type { DocumentName } from './routes.ts';
import type { Writing, WriteOptions } from './writing.ts';

/** What became of one row, in the order of the input. */
export type RowResult<Doc> =
  | { ok: true; document: Doc }
  /** `error.retryable` says whether the row may be sent again; after a network error, look first. */
  | { ok: false; error: ApiError };

/** Options of the bulk calls. */
export interface BulkOptions extends CallOptions {
  /** Requests at a time. @default 4 */
  concurrency?: number | undefined;
}

/** One change of `updateMany`. */
export interface UpdateRow<Doc> extends Pick<WriteOptions, 'modified'> {
  name: DocumentName;
  changes: UpdateInput<Doc>;
}

/** Writes many documents, and says of each what became of it. */
export interface Bulk<Doc> {
  /**
   * Creates documents one by one: v15 has no route for many that says which row failed. A row that is refused
   * does not stop the others.
   *
   * @throws whatever is no answer of the provider: an abort, a wrong input.
   */
  createMany(inputs: readonly CreateInput<Doc>[], options?: BulkOptions): Promise<RowResult<Doc>[]>;
  /** Updates documents one by one, each against the state that it was read in. */
  updateMany(rows: readonly UpdateRow<Doc>[], options?: BulkOptions): Promise<RowResult<Doc>[]>;
}

export function createBulk<Doc>(writing: Pick<Writing<Doc>, 'create' | 'update'>): Bulk<Doc> {
  return {
    createMany: async (inputs, options = {}) =>
      await each(inputs, options, async (input, call) => await writing.create(input, call)),
    updateMany: async (rows, options = {}) =>
      await each(
        rows,
        options,
        async ({ name, changes, modified }, call) =>
          await writing.update(name, changes, { ...call, modified }),
      ),
  };
}

async function each<Input, Doc>(
  inputs: readonly Input[],
  { concurrency = 4, signal }: BulkOptions,
  write: (input: Input, call: CallOptions) => Promise<Doc>,
): Promise<RowResult<Doc>[]> {
  return await pMap(
    inputs,
    async (input): Promise<RowResult<Doc>> => {
      signal?.throwIfAborted();
      try {
        return { ok: true, document: await write(input, { signal }) };
      } catch (error) {
        if (!ApiError.isInstance(error)) throw error;
        return { ok: false, error };
      }
    },
    { concurrency },
  );
}
