import type { Effect, EffectField } from '../effect.ts';
import { normalForm, type Codec } from '../codec.ts';
import type { CollectionModel, FieldKind } from '../model.ts';
import type { Look, SideRecord } from '../record.ts';
import { equalValues, isEmpty, type FieldValue } from '../value.ts';
import { showsBrought } from './merge-set.ts';
import { viewHub, viewRemote, type SideView } from './side-view.ts';

/**
 * What reading tells of a write whose answer never came.
 * - `took_effect`: the record shows it. - `removed`: it is gone. - `no_effect`: it shows that nothing happened.
 * - `no_record`: there is nothing to read it from: the record is gone, or deleted. - `unknown`: the side could not be read.
 */
export type ReadOutcome =
  | { readonly kind: 'took_effect'; readonly record: SideRecord }
  | { readonly kind: 'removed' }
  | { readonly kind: 'no_effect' }
  | { readonly kind: 'no_record' }
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
  if (view.presence === 'gone' || view.record === null) return { kind: 'no_record' };
  // It may have reached a record that was deleted before: whoever deleted it had not seen what was written, and nothing
  // has agreed.
  if (effect.kind === 'update' && view.presence === 'soft') return { kind: 'no_record' };
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

// A write takes effect as a whole: one field that shows what it brought stands for all of it. What the others show is
// judged one by one when the effect is settled, since somebody may have entered that one value.
function shows(collection: CollectionModel, effect: Effect, view: SideView): boolean {
  return Object.entries(effect.fields).some(([field, { wanted, read }]) => {
    const shown = view.values[field] ?? null;
    const written = {
      kind: collection.columns[field]?.kind,
      codec: codecOf(collection, effect, field),
      wanted,
      read,
    };
    return showsWritten(written, shown);
  });
}

function codecOf(collection: CollectionModel, effect: Effect, field: string): Codec | undefined {
  if (effect.side === 'hub') return collection.columns[field]?.codec;
  return collection.mappings[effect.side]?.fields[field]?.codec;
}

/** What was written to a field of a side. */
export interface WrittenValue extends Pick<EffectField, 'wanted' | 'read'> {
  readonly kind: FieldKind | undefined;
  readonly codec: Codec | undefined;
}

/**
 * Whether a field shows what was written to it: the value in whatever form, or any member that came with it. A list that
 * is no set, e.g. of an invoice's lines, is one value: somebody may have entered a line of it.
 */
export function showsWritten({ kind, codec, wanted, read }: WrittenValue, shown: FieldValue): boolean {
  return isFormOf(codec, wanted, shown) || (kind === 'set' && showsBrought(wanted, read, shown));
}

/** Whether a side shows a value that was written to it, in whatever form. */
export function isFormOf(codec: Codec | undefined, wanted: FieldValue, shown: FieldValue): boolean {
  if (equalValues(wanted, shown) || (isEmpty(wanted) && isEmpty(shown))) return true;
  const form = codec === undefined ? undefined : normalForm(codec, wanted);
  return form?.ok === true && equalValues(form.value, shown);
}
