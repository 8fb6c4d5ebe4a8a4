import type { Effect } from '../effect.ts';
import { normalForm, type Codec } from '../codec.ts';
import type { CollectionModel } from '../model.ts';
import type { Look, SideRecord } from '../record.ts';
import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import { members, without } from './merge-set.ts';
import { viewHub, viewRemote, type SideView } from './side-view.ts';

/**
 * What reading tells of a write whose answer never came.
 * - `took_effect`: the record shows it. - `removed`: it is gone. - `no_effect`: it shows that nothing happened.
 * - `unknown`: the side could not be read.
 */
export type ReadOutcome =
  | { readonly kind: 'took_effect'; readonly record: SideRecord }
  | { readonly kind: 'removed' }
  | { readonly kind: 'no_effect' }
  | { readonly kind: 'unknown' };

/**
 * Reads what came of an effect that may have been sent, from a look that began after the longest request time.
 * Not for creates in a stream: those are found by their key.
 */
export function readOutcome(
  collection: CollectionModel,
  effect: Effect,
  createdAt: string | null,
  look: Look,
): ReadOutcome {
  const view = viewEffect(collection, effect, createdAt, look);
  if (view.presence === 'unknown') return { kind: 'unknown' };
  if (effect.kind === 'remove') return view.presence === 'live' ? { kind: 'no_effect' } : { kind: 'removed' };
  if (view.presence === 'gone' || view.record === null) return { kind: 'no_effect' };
  const took =
    effect.kind === 'restore'
      ? view.presence === 'live'
      : effect.kind === 'create' || shows(collection, effect, view);
  return took ? { kind: 'took_effect', record: view.record } : { kind: 'no_effect' };
}

function viewEffect(
  collection: CollectionModel,
  effect: Effect,
  createdAt: string | null,
  look: Look,
): SideView {
  if (effect.side === 'hub') return viewHub(collection, look);
  const mapping = collection.mappings[effect.side];
  return mapping === undefined
    ? { presence: 'unknown', record: null, values: {}, unreadable: {} }
    : viewRemote(mapping, { part: effect.part, createdAt }, look);
}

// A write takes effect as a whole: one field that only it can have brought proves all of it, and whatever else
// shows was done after it.
function shows(collection: CollectionModel, effect: Effect, view: SideView): boolean {
  return Object.entries(effect.fields).some(([field, { wanted, read }]) => {
    const shown = view.values[field] ?? null;
    if (holds(codecOf(collection, effect, field), wanted, shown)) return true;
    const brought = without(members(wanted), members(read));
    return brought.length > 0 && without(brought, members(shown)).length < brought.length;
  });
}

function codecOf(collection: CollectionModel, effect: Effect, field: string): Codec | undefined {
  if (effect.side === 'hub') return collection.columns[field]?.codec;
  return collection.mappings[effect.side]?.fields[field]?.codec;
}

function holds(codec: Codec | undefined, wanted: FieldValue, shown: FieldValue): boolean {
  if (equalValues(wanted, shown) || (isEmpty(wanted) && isEmpty(shown))) return true;
  const form = codec === undefined ? undefined : normalForm(codec, wanted);
  return form?.ok === true && equalValues(form.value, shown);
}
