import type { Effect, ItemKey } from '@unified-sync/sync-engine';
import type { Selectable } from 'kysely';
import type { InputType } from '../input-rows.ts';
import type { EffectRow } from '../tables.ts';

/** Columns of an effect, in any query that reads one. */
export const effectColumns = [
  'effects.id',
  'effects.side',
  'effects.kind',
  'effects.remote_id',
  'effects.part',
  'effects.parent_id',
  'effects.fields',
  'effects.command',
  'effects.because',
  'effects.state',
  'effects.sent_at',
] as const;

export const toEffect = (
  row: Omit<Selectable<EffectRow>, 'collection' | 'item_id' | 'changed_at'>,
): Effect => ({
  id: row.id,
  side: row.side,
  kind: row.kind,
  remoteId: row.remote_id,
  part: row.part,
  parentId: row.parent_id,
  fields: row.fields,
  command: row.command,
  because: row.because,
  state: row.state,
  sentAt: row.sent_at,
});

/** An effect on its way into the table. */
export interface EffectInput {
  readonly collection: string;
  readonly item_id: string;
  readonly id: string;
  readonly side: string;
  readonly kind: string;
  readonly remote_id: string | null;
  readonly part: string;
  readonly parent_id: string | null;
  readonly fields: string;
  readonly command: string;
  readonly because: string;
  readonly state: string;
  readonly sent_at: number | null;
}

export const effectInputTypes: Readonly<Record<keyof EffectInput, InputType>> = {
  collection: 'text',
  item_id: 'text',
  id: 'text',
  side: 'text',
  kind: 'text',
  remote_id: 'text',
  part: 'text',
  parent_id: 'text',
  fields: 'json',
  command: 'json',
  because: 'json',
  state: 'text',
  sent_at: 'bigint',
};

export const toEffectInput = (item: ItemKey, effect: Effect): EffectInput => ({
  collection: item.collection,
  item_id: item.id,
  id: effect.id,
  side: effect.side,
  kind: effect.kind,
  remote_id: effect.remoteId,
  part: effect.part,
  parent_id: effect.parentId,
  fields: JSON.stringify(effect.fields),
  command: JSON.stringify(effect.command),
  because: JSON.stringify(effect.because),
  state: effect.state,
  sent_at: effect.sentAt,
});
