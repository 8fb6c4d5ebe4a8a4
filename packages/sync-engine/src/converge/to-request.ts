import type { Effect } from '../effect.ts';
import type { WriteRequest } from '../ports.ts';
import type { SideRecord } from '../record.ts';
import type { Fields, FieldValue } from '../value.ts';
import { collectionOf, type Context } from './context.ts';
import type { Work } from './work.ts';

/** What was read right before a write. */
export interface Fresh {
  /** The written record, or the parent of a part to be made; `null` for a create of its own. */
  readonly record: SideRecord | null;
  /** Milliseconds of the engine's clock. */
  readonly readAt: number;
}

/** The request for an effect, in the written side's own names and stored form. */
export function toRequest(
  context: Context,
  work: Work,
  effect: Effect,
  fresh: Fresh | undefined,
): WriteRequest | undefined {
  const record = fresh?.record ?? null;
  const base = { notAfter: (effect.sentAt ?? 0) + context.options.sendWindow, part: effect.part };
  const fields = encode(context, work, effect);
  if (effect.kind === 'create')
    return {
      ...base,
      kind: 'create',
      id: effect.side === 'hub' ? work.key.id : null,
      key: work.key.id,
      parent: record,
      fields,
      idempotencyKey: idempotencyKey(context, work, effect),
    };
  if (record === null) return undefined;
  if (effect.kind === 'update') return { ...base, kind: 'update', record, fields };
  if (effect.kind === 'command' && effect.command !== null)
    return {
      ...base,
      kind: 'command',
      record,
      command: effect.command.name,
      idempotencyKey: idempotencyKey(context, work, effect),
    };
  return effect.kind === 'command' ? undefined : { ...base, kind: effect.kind, record };
}

// One key for the one create of an item in a stream, however often it is planned.
const idempotencyKey = ({ ports }: Context, work: Work, effect: Effect): string =>
  ports.uuid(
    JSON.stringify([
      work.key.collection,
      work.key.id,
      effect.side,
      effect.kind === 'create' ? 'create' : effect.id,
    ]),
  );

function encode(context: Context, work: Work, effect: Effect): Fields {
  const collection = collectionOf(context, work.key);
  const stored: Record<string, FieldValue> = {};
  for (const [field, { wanted }] of Object.entries(effect.fields)) {
    const mapped = collection.mappings[effect.side]?.fields[field];
    const codec = effect.side === 'hub' ? collection.columns[field]?.codec : mapped?.codec;
    const name = effect.side === 'hub' ? field : mapped?.remote;
    const encoded = codec?.encode(wanted);
    // The plan has encoded it before: a value that cannot be held was refused there.
    if (name === undefined || encoded?.ok !== true)
      throw new Error(`${effect.id}: ${field} cannot be encoded for ${effect.side}`);
    stored[name] = encoded.value;
  }
  return stored;
}
