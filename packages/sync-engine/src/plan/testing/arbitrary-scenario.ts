import * as fc from 'fast-check';
import { normalForm, type Codec } from '../../codec.ts';
import type { CollectionModel } from '../../model.ts';
import type { FieldValue } from '../../value.ts';
import { kitOf } from './arbitrary-fields.ts';
import { arbitraryModel } from './arbitrary-model.ts';
import { personAt } from './fixed-references.ts';
import { slotOf } from './world.ts';

/** What a person enters on a side, in stored form. */
export interface Edit {
  readonly side: string;
  readonly field: string;
  readonly stored: FieldValue;
}

/** Edits before the first plan, and between each plan and its writes. */
export interface Round {
  readonly before: readonly Edit[];
  /** By the number of the plan; later plans are left alone. */
  readonly meanwhile: readonly (readonly Edit[])[];
}

/** A model, who holds a record of the item at the start, and what people do. */
export interface Scenario {
  readonly collection: CollectionModel;
  /** Sides that hold a record; streams among them are linked. */
  readonly present: readonly string[];
  readonly rounds: readonly Round[];
}

/** Edits that the side can hold, of fields that it has. */
export const arbitraryEdit = (collection: CollectionModel): fc.Arbitrary<Edit> =>
  fc.constantFrom(...Object.keys(collection.authority)).chain((field) => {
    const sides = ['hub', ...Object.keys(collection.mappings)].filter((side) =>
      slotOf(collection, side, field),
    );
    return fc.constantFrom(...sides).chain((side) => {
      const stored = kitOf(field).values.flatMap((value) => storedForm(collection, side, field, value));
      return fc.constantFrom(...stored).map((one) => ({ side, field, stored: one }));
    });
  });

function storedForm(
  collection: CollectionModel,
  side: string,
  field: string,
  value: FieldValue,
): FieldValue[] {
  const codec = slotOf(collection, side, field)?.codec;
  const named = kitOf(field).column.kind === 'reference' ? personAt(side, value) : value;
  const encoded = codec?.encode(named);
  if (encoded?.ok !== true) return [];
  // Text is kept as it was typed: its normal form is in the eye of who reads it.
  return [
    typeof value === 'string' && field !== 'owner' && field !== 'status' && field !== 'rate'
      ? value
      : encoded.value,
  ];
}

/** Rounds of edits, with (`meanwhile`) or without edits that come between a plan and its writes. */
export const arbitraryScenario = ({ meanwhile }: { readonly meanwhile: boolean }): fc.Arbitrary<Scenario> =>
  arbitraryModel
    .chain((collection) => {
      const edits = fc.array(arbitraryEdit(collection), { maxLength: 6 });
      const first = fc.array(arbitraryEdit(collection), { maxLength: 20 });
      const between = meanwhile ? fc.array(edits, { maxLength: 3 }) : fc.constant([]);
      const round = fc.record({ before: edits, meanwhile: between });
      return fc.record({
        collection: fc.constant(collection),
        present: fc.subarray(Object.keys(collection.mappings)),
        hub: fc.boolean(),
        first,
        rounds: fc.array(round, { maxLength: 3 }),
      });
    })
    .map(({ collection, present, hub, first, rounds }) => ({
      collection,
      // Somebody must hold the item.
      present: hub || present.length === 0 ? ['hub', ...present] : present,
      rounds: [{ before: first, meanwhile: [] }, ...rounds],
    }))
    .map(withText);

// Counterexamples show what matters, not how a codec is written.
const withText = (scenario: Scenario): Scenario =>
  Object.assign(scenario, { [fc.toStringMethod]: () => describeScenario(scenario) });

function describeScenario({ collection, present, rounds }: Scenario): string {
  const fields = Object.keys(collection.authority).map((field) => {
    const lines = Object.values(collection.mappings).flatMap(({ stream, fields: mapped }) => {
      const one = mapped[field];
      return one === undefined ? [] : [`${stream} ${one.direction} ${describeCodec(one.codec)}`];
    });
    return `  ${field}: ${JSON.stringify(collection.authority[field])} ${lines.join(', ')}`;
  });
  const creating = Object.values(collection.mappings).flatMap(({ stream, createInStream }) =>
    createInStream === false ? [] : [stream],
  );
  return [
    `present: ${present.join(', ')}; created in: ${creating.join(', ')}`,
    ...fields,
    ...rounds.map((round) => `  ${JSON.stringify(round)}`),
  ].join('\n');
}

// What a codec makes of a text shows which one it is.
const describeCodec = (codec: Codec): string =>
  `${codec.name}${codec.name.startsWith('text') ? JSON.stringify(normalForm(codec, ' B ')) : ''}`;
