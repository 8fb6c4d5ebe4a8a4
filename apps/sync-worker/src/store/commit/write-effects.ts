import type { ItemCommit } from '@unified-sync/sync-engine';
import { inputRows } from '../input-rows.ts';
import { effectInputTypes, toEffectInput } from '../items/effect-row.ts';
import type { StoreContext } from '../store-context.ts';

/** Stores effects that are new or changed. */
export async function writeEffects(
  { db, clock }: StoreContext,
  commits: readonly ItemCommit[],
): Promise<void> {
  const input = commits.flatMap(({ key, effects }) => {
    // An effect that is named twice ends as the last one says.
    const byId = new Map(effects.map((effect) => [effect.id, effect]));
    return [...byId.values()].map((effect) => toEffectInput(key, effect));
  });
  if (input.length === 0) return;
  await db
    .insertInto('effects')
    .columns([
      'collection',
      'item_id',
      'id',
      'side',
      'kind',
      'remote_id',
      'part',
      'parent_id',
      'fields',
      'command',
      'because',
      'state',
      'sent_at',
      'changed_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom(inputRows(effectInputTypes, input))
        .select([
          'input.collection',
          'input.item_id',
          'input.id',
          'input.side',
          'input.kind',
          'input.remote_id',
          'input.part',
          'input.parent_id',
          'input.fields',
          'input.command',
          'input.because',
          'input.state',
          'input.sent_at',
          clock.as('changed_at'),
        ])
        .orderBy('input.collection')
        .orderBy('input.item_id')
        .orderBy('input.id'),
    )
    .onConflict((conflict) =>
      conflict.columns(['collection', 'item_id', 'id']).doUpdateSet((eb) => ({
        side: eb.ref('excluded.side'),
        kind: eb.ref('excluded.kind'),
        remote_id: eb.ref('excluded.remote_id'),
        part: eb.ref('excluded.part'),
        parent_id: eb.ref('excluded.parent_id'),
        fields: eb.ref('excluded.fields'),
        command: eb.ref('excluded.command'),
        because: eb.ref('excluded.because'),
        state: eb.ref('excluded.state'),
        sent_at: eb.ref('excluded.sent_at'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}
