import { ConflictError, type RequestOptions } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { largestPage } from '../listing/next-window.ts';
import { finalConflict } from './final-conflict.ts';

/** Options of a bulk action: what it takes, and a signal. */
export type BulkInput<Actions, Action extends keyof Actions> = object extends Actions[Action]
  ? [options?: Actions[Action] & CallOptions]
  : [options: Actions[Action] & CallOptions];

/** What became of the records of a bulk action. The provider swallows failures of single records. */
export interface BulkResult<Entity> {
  /** Came back, and show what the action does, as far as that can be seen. */
  done: Entity[];
  /** Came back, but do not show it: refused, or not done yet. */
  unchanged: Entity[];
  /** Ids that did not come back: unknown, or not this token's to change. */
  missing: string[];
}

/**
 * How a record shows that an action was done. Such an action may be repeated; `undefined` is for one
 * whose effect cannot be seen, such as an e-mail, which would be sent twice.
 */
export type Effect<Entity> = ((row: Entity) => boolean) | undefined;

export type BulkEffects<Entity, Actions> = { readonly [Action in keyof Actions]: Effect<Entity> };

/** What the resources have in common. */
export interface CommonActions {
  archive: object;
  restore: object;
  delete: object;
}

interface Stored {
  id: string;
  archived_at: number;
  is_deleted: boolean;
}

export const commonEffects: BulkEffects<Stored, CommonActions> = {
  archive: ({ archived_at }) => archived_at > 0,
  restore: ({ archived_at, is_deleted }) => archived_at === 0 && !is_deleted,
  delete: ({ is_deleted }) => is_deleted,
};

interface BulkCall<Entity extends { id: string }> {
  name: string;
  schema: z.ZodType<Entity>;
  action: string;
  effect: Effect<Entity>;
  ids: readonly string[];
  input: Record<string, unknown>;
}

/**
 * Sends `POST /E/bulk`.
 *
 * @throws {ConflictError} "Duplicate request" within a second of the same call; retryable where the
 *   action may be done twice.
 */
export async function runBulk<Entity extends { id: string }>(
  { http }: NinjaApi,
  call: BulkCall<Entity>,
  signal: RequestOptions['signal'],
): Promise<BulkResult<Entity>> {
  const { name, action, effect, input } = call;
  const ids = [...new Set(call.ids)];
  if (ids.length === 0 || ids.length > largestPage)
    throw new TypeError(`${name}.bulk: expected 1 to ${largestPage} ids, got ${ids.length}.`);
  // No record of these: `{ message: "No Invoices Found" }` with status 200.
  const schema = z.looseObject({ data: z.array(call.schema).optional() });
  const { data = [] } = await http
    .request('POST', `/${name}/bulk`, {
      schema,
      // The reply is a list, and shows 20 rows unless it is told to show all.
      json: { ...input, action, ids },
      query: { per_page: ids.length },
      signal,
    })
    .catch(effect === undefined ? finalConflict : rethrow);
  return sorted(
    data.filter(({ id }) => ids.includes(id)),
    ids,
    effect,
  );
}

function sorted<Entity extends { id: string }>(
  rows: Entity[],
  ids: readonly string[],
  effect: Effect<Entity> = () => true,
): BulkResult<Entity> {
  const found = new Set(rows.map(({ id }) => id));
  return {
    done: rows.filter((row) => effect(row)),
    unchanged: rows.filter((row) => !effect(row)),
    missing: ids.filter((id) => !found.has(id)),
  };
}

function rethrow(error: unknown): never {
  throw error;
}

/** @throws {ConflictError} when the one record of a bulk action is not done. */
export function onlyOne<Entity>(
  name: string,
  action: string,
  { done, unchanged }: BulkResult<Entity>,
): Entity {
  const [record] = done;
  if (record !== undefined) return record;
  const reason =
    unchanged.length > 0
      ? 'the record came back without that change: its state does not allow it, or it is not done yet'
      : 'the record did not come back: it does not exist, or this token may not change it';
  throw new ConflictError(`invoice-ninja: ${action} had no effect: ${reason}. Look at the record.`, {
    provider: 'invoice-ninja',
    method: 'POST',
    path: `/${name}/bulk`,
    status: 200,
    retryable: false,
  });
}
