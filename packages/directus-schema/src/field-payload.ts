import { type CollectionName, collections, isCollectionName } from './collections.ts';
import type { ColumnOptions, Field, FieldMeta, FieldType } from './definition/field.ts';
import { type LabelTranslation, labelTranslations } from './definition/label.ts';
import type { ResolvedNames } from './names.ts';

/** The body of `POST /fields/:collection`. */
export interface FieldPayload {
  readonly field: string;
  readonly type: FieldType;
  readonly schema: ColumnOptions & { readonly is_nullable: boolean };
  readonly meta: FieldMeta & { readonly translations?: readonly LabelTranslation[] };
}

/** The key of every collection: a UUID that the writer may choose. */
export const keyPayload: FieldPayload = {
  field: 'id',
  type: 'uuid',
  schema: { is_primary_key: true, is_nullable: false },
  meta: { interface: 'input', special: ['uuid'], readonly: true, hidden: true },
};

/** A field in Directus' form. @param name The user's name of it. */
export function fieldPayload(name: string, definition: Field<unknown>, names: ResolvedNames): FieldPayload {
  const { type, column, meta, label, reference } = definition;
  return {
    field: name,
    type,
    schema: { ...column, is_nullable: true },
    meta: { ...meta, ...referenceMeta(reference, names), translations: labelTranslations(label) },
  };
}

/** A template with the user's names of its fields. */
export function mappedTemplate(name: CollectionName, template: string, names: ResolvedNames): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, field: string) => `{{${names.field(name, field)}}}`);
}

/** Shows a referred item by its own template, in forms and in lists. */
function referenceMeta(reference: string | undefined, names: ResolvedNames): Partial<FieldMeta> {
  if (reference === undefined || !isCollectionName(reference)) return {};
  const template = mappedTemplate(reference, collections[reference].template, names);
  return { options: { template }, display_options: { template } };
}
