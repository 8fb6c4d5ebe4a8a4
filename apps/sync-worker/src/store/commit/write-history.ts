import type { ItemCommit } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { jsonOrAbsent } from '../json-or-absent.ts';
import type { StoreContext } from '../store-context.ts';

/**
 * Appends what happened, in order.
 * @param commits - with the correlation id of each
 */
export async function writeHistory(
  { db, clock }: StoreContext,
  commits: ReadonlyMap<ItemCommit, string | null>,
  position: number,
): Promise<void> {
  const entries = [...commits].flatMap(([{ key, history }, correlation]) =>
    history.map(({ what, field, value, side }) => ({
      collection: key.collection,
      item_id: key.id,
      what,
      field,
      value: jsonOrAbsent(value),
      side,
      correlation,
    })),
  );
  const input = entries.map((entry, place) => ({ ...entry, place, position }));
  if (input.length === 0) return;
  const types = {
    place: 'integer',
    position: 'bigint',
    collection: 'text',
    item_id: 'text',
    what: 'text',
    field: 'text',
    value: 'json',
    side: 'text',
    correlation: 'text',
  } as const;
  await db
    .insertInto('history')
    .columns(['position', 'collection', 'item_id', 'at', 'what', 'field', 'value', 'side', 'correlation'])
    .expression((eb) =>
      eb
        .selectFrom(inputRows(types, input))
        .select([
          'input.position',
          'input.collection',
          'input.item_id',
          clock.as('at'),
          'input.what',
          'input.field',
          'input.value',
          'input.side',
          'input.correlation',
        ])
        .orderBy('input.place'),
    )
    .execute();
}

/** Notes remote deletes that were acted on. */
export async function writeDeletions(
  { db, clock }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<void> {
  const input = commits
    .flatMap(({ deletions }) => deletions)
    .map(({ stream, remoteId }) => ({ stream, remote_id: remoteId }));
  if (input.length === 0) return;
  await db
    .insertInto('deletions')
    .columns(['stream', 'remote_id', 'at'])
    .expression((eb) =>
      eb
        .selectFrom(inputRows({ stream: 'text', remote_id: 'text' }, input))
        .select(['input.stream', 'input.remote_id', clock.as('at')]),
    )
    .execute();
}
