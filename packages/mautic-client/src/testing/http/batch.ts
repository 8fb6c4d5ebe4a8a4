import { crash, notFound, ok, record, type Reply } from './reply.ts';

/** What became of one row. */
export type BatchOutcome = { status: number; item: unknown } | { status: number; error: Reply };

/** How one kind of record does a row. */
export interface BatchActions {
  create: (row: unknown) => BatchOutcome;
  edit: (row: unknown) => BatchOutcome;
  /** The record as it was; `undefined` where there is none. */
  remove: (id: number) => unknown;
}

export interface BatchCall {
  method: string;
  end: string;
  json: unknown;
  ids: string | undefined;
}

/** `api_batch_max_limit`. */
const mostRows = 200;

/** 201 for `new` and 200 for `edit`, even when every row failed (`CommonApiController::editEntitiesAction`). */
export function batchReply(listKey: string, call: BatchCall, actions: BatchActions): Reply {
  if (call.method === 'DELETE') {
    // The body is not read, and what is not there is skipped.
    const gone = (call.ids ?? '').split(',').map((id) => actions.remove(Number(id)));
    return ok({ [listKey]: gone.filter((item) => item !== undefined) });
  }
  const rows = Object.values(record(call.json));
  // The default code of the exception is 500.
  if (rows.length > mostRows) return crash(`A max of ${mostRows} entities are supported at a time.`);
  const outcomes = rows.map((row) => (call.end === 'new' ? actions.create(row) : actions.edit(row)));
  const items = outcomes.map((outcome) => ('item' in outcome ? outcome.item : undefined));
  const errors = outcomes.map((outcome) => ('error' in outcome ? firstError(outcome.error) : undefined));
  return ok(
    {
      [listKey]: phpArray(items),
      statusCodes: outcomes.map(({ status }) => status),
      ...(errors.some((error) => error !== undefined) && { errors: phpArray(errors) }),
    },
    call.end === 'new' ? 201 : 200,
  );
}

export const missingRow = (): BatchOutcome => ({ status: 404, error: notFound() });

const firstError = ({ body }: Reply): unknown => Object.values(record(record(body)['errors']))[0];

/** A list with gaps is an object in JSON. */
function phpArray(values: readonly unknown[]): unknown {
  const there = values.filter((value) => value !== undefined);
  if (there.length === 0 || there.length === values.length) return there;
  return Object.fromEntries(
    values.map((value, index) => [index, value]).filter(([, value]) => value !== undefined),
  );
}
