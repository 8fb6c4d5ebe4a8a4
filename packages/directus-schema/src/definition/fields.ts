import type { Field, FieldMeta, Reference } from './field.ts';
import { type Label, labelTranslations } from './label.ts';

const half = { width: 'half' } as const;

/** One line of text, at most `maxLength` characters. */
export const text = (label: Label, { maxLength = 255, unique = false } = {}): Field<string> => ({
  type: 'string',
  label,
  column: { max_length: maxLength, ...(unique && { is_unique: true }) },
  meta: { interface: 'input', ...half },
});

/** Text of any length. */
export const longText = (label: Label): Field<string> => ({
  type: 'text',
  label,
  column: {},
  meta: { interface: 'input-multiline', width: 'full' },
});

/** An id that a provider gave: for people to look up, never read back by the sync. */
export const providerId = (label: Label): Field<string> => ({
  type: 'string',
  label,
  column: { max_length: 255 },
  meta: { interface: 'input', readonly: true, ...half },
});

const decimal = (label: Label, precision: number, scale: number): Field<string> => ({
  type: 'decimal',
  label,
  column: { numeric_precision: precision, numeric_scale: scale },
  meta: { interface: 'input', ...half },
});

/** Money in major units of the currency beside it, as decimal text: `"1250.5000"`. */
export const amount = (label: Label): Field<string> => decimal(label, 19, 4);

/** A rate, unit price or quantity, as decimal text with up to 8 decimals. */
export const rate = (label: Label): Field<string> => decimal(label, 24, 8);

/** ISO 4217 code, e.g. `CHF`. */
export const currency = (label: Label = ['Currency', 'Monnaie', 'Währung']): Field<string> => ({
  type: 'string',
  label,
  column: { max_length: 3 },
  meta: { interface: 'input', options: { placeholder: 'CHF' }, ...half },
});

/** A whole number. */
export const integer = (label: Label): Field<number> => ({
  type: 'integer',
  label,
  column: {},
  meta: { interface: 'input', ...half },
});

/** True, false, or unknown. */
export const boolean = (label: Label, defaultValue: boolean | null = null): Field<boolean> => ({
  type: 'boolean',
  label,
  column: { default_value: defaultValue },
  meta: { interface: 'boolean', special: ['cast-boolean'], ...half },
});

/** A day without a time: `"2026-11-22"`. */
export const date = (label: Label): Field<string> => ({
  type: 'date',
  label,
  column: {},
  meta: { interface: 'datetime', display: 'datetime', ...half },
});

/** A moment, in UTC: `"2026-11-22T05:45:00.000Z"`. */
export const instant = (label: Label, meta: Partial<FieldMeta> = {}): Field<string> => ({
  type: 'timestamp',
  label,
  column: {},
  meta: { interface: 'datetime', display: 'datetime', display_options: { relative: true }, ...half, ...meta },
});

/** One of a few words. */
export const choice = <const Word extends string>(label: Label, words: readonly Word[]): Field<Word> => ({
  type: 'string',
  label,
  column: { max_length: 50 },
  meta: {
    interface: 'select-dropdown',
    options: { choices: words.map((value) => ({ value, text: asWords(value) })) },
    display: 'labels',
    display_options: { showAsDot: true },
    ...half,
  },
});

/** Free words. */
export const tags = (label: Label): Field<readonly string[]> => ({
  type: 'json',
  label,
  column: {},
  meta: { interface: 'tags', special: ['cast-json'], display: 'labels', width: 'full' },
});

/** Any JSON value, for people to read. */
export const json = (label: Label): Field<unknown> => ({
  type: 'json',
  label,
  column: {},
  meta: { interface: 'input-code', special: ['cast-json'], options: { language: 'json' }, width: 'full' },
});

/** A column of a {@link list}. Numbers are text there: JSON would make floats of them. */
export const listText = (label: Label): Field<string> => ({
  type: 'string',
  label,
  column: {},
  meta: { interface: 'input', ...half },
});

/** A short list that lives and changes with its item as one value, shown as a repeater. */
export const list = <const Columns extends Readonly<Record<string, Field<string>>>>(
  label: Label,
  columns: Columns,
  template: string,
): Field<ReadonlyArray<{ readonly [Name in keyof Columns]?: string | null }>> => ({
  type: 'json',
  label,
  column: {},
  meta: {
    interface: 'list',
    special: ['cast-json'],
    options: {
      template,
      fields: Object.entries(columns).map(([field, column]) => ({
        field,
        name: column.label[0],
        type: column.type,
        meta: { field, type: column.type, translations: labelTranslations(column.label), ...column.meta },
      })),
    },
    width: 'full',
  },
});

/** The id of an item of another collection; an item that is referred to cannot be deleted. */
export const reference = <const Target extends string>(label: Label, target: Target): Reference<Target> => ({
  type: 'uuid',
  label,
  column: {},
  reference: target,
  meta: { interface: 'select-dropdown-m2o', special: ['m2o'], display: 'related-values', ...half },
});

/** The user who made or changed an item, noted by Directus itself; without a relation, so that users can be deleted. */
export const author = (label: Label, special: 'user-created' | 'user-updated'): Field<string> => ({
  type: 'uuid',
  label,
  column: {},
  meta: { interface: 'input', special: [special], readonly: true, hidden: true, ...half },
});

/** The id of an uploaded file. */
export const file = (label: Label): Reference<'directus_files'> => ({
  type: 'uuid',
  label,
  column: {},
  reference: 'directus_files',
  meta: { interface: 'file', special: ['file'], display: 'file', width: 'full' },
});

/** `partially_refunded` as people read it: `Partially refunded`. */
function asWords(value: string): string {
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
