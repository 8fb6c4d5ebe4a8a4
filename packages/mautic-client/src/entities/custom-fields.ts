import { z } from 'zod';
import { mapOf, openEnum, text } from './fields.ts';

/** Text, number (`number` fields), 0 or 1 (`boolean`), `a|b` (`multiselect`), or `null` or `""` for unset. */
export const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export type FieldValue = z.infer<typeof fieldValueSchema>;

/** A field with its value, as records carry it. Ids come as text or number. */
export const filledFieldSchema = z.looseObject({
  id: z.union([z.int(), z.string()]).optional(),
  label: text.optional(),
  alias: text,
  type: openEnum<
    | 'text'
    | 'textarea'
    | 'email'
    | 'number'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'select'
    | 'multiselect'
    | 'tel'
    | 'url'
  >().optional(),
  group: text.optional(),
  value: fieldValueSchema.optional(),
});

/**
 * The fields of a contact or company by group, and flat under `all`, which REST answers have and webhooks
 * lack (`CustomFieldsApiControllerTrait::preSerializeEntity`). An empty group arrives as `[]` and is `{}` here.
 */
export const customFieldsSchema = z.looseObject({
  core: mapOf(filledFieldSchema).optional(),
  social: mapOf(filledFieldSchema).optional(),
  personal: mapOf(filledFieldSchema).optional(),
  professional: mapOf(filledFieldSchema).optional(),
  all: mapOf(fieldValueSchema).optional(),
});

const groups = z.record(z.string(), z.unknown());
const group = mapOf(z.looseObject({ value: fieldValueSchema.optional() }));
const flat = mapOf(fieldValueSchema);

/**
 * Gives the values by alias, whether they came from the REST API or from a webhook. A field that is not in
 * the record at all is not in the result: unknown is not empty.
 *
 * @example
 * fieldValues(contact)['email'] // 'ada@example.com'
 */
export function fieldValues(record: { fields: unknown }): Record<string, FieldValue> {
  const { all, ...byGroup } = groups.safeParse(record.fields).data ?? {};
  const values: Record<string, FieldValue> = {};
  for (const each of Object.values(byGroup))
    for (const [alias, { value }] of Object.entries(group.safeParse(each).data ?? {}))
      if (value !== undefined) values[alias] = value;
  return { ...values, ...flat.safeParse(all).data };
}
