import type { DocField, DocTypeMeta } from './doctype-meta.ts';
import { fieldKind } from './field-kind.ts';
import { propertyName, quoted, schemaName, typeName } from './names.ts';

/** The source text of one schema and its type. */
export interface GeneratedSchema {
  /** Child DocTypes whose schemas the text names. */
  children: readonly string[];
  text: string;
}

const longestUnion = 30;

/**
 * Writes the zod schema and the type of a DocType.
 *
 * @param known DocTypes whose schemas exist; rows of other child tables are `anyRowSchema`.
 */
export function generateSchema(meta: DocTypeMeta, known: ReadonlySet<string>): GeneratedSchema {
  const children = new Set<string>();
  const properties = meta.fields.flatMap((docField) => {
    const { fieldname } = docField;
    if (fieldname === null || fieldname === undefined || fieldKind(docField) === 'layout') return [];
    const child = fieldKind(docField) === 'table' ? (docField.options ?? '') : undefined;
    if (child !== undefined && known.has(child)) children.add(child);
    return [`  ${propertyName(fieldname)}: ${expression(docField, known)},`];
  });
  const schema = schemaName(meta.name);
  const base = isSet(meta.istable) ? 'rowFields' : 'documentFields';
  const own = meta.autoname === 'autoincrement' && !isSet(meta.istable) ? ['  name: z.int(),'] : [];
  const text = [
    `/** ${comment(meta.name)}. */`,
    `export const ${schema} = z.looseObject({`,
    `  ...${base},`,
    ...own,
    // A field listed twice by a customisation would be an error of syntax.
    ...new Set(properties),
    '});',
    '',
    `export type ${typeName(meta.name)} = z.infer<typeof ${schema}>;`,
    '',
  ].join('\n');
  return { children: [...children], text };
}

function expression(docField: DocField, known: ReadonlySet<string>): string {
  const kind = fieldKind(docField);
  if (kind === 'table')
    return `field.table(${known.has(docField.options ?? '') ? schemaName(docField.options ?? '') : 'anyRowSchema'})`;
  if (kind !== 'select') return `field.${kind}`;
  const values = (docField.options ?? '')
    .split('\n')
    .map((value) => value.trim())
    .filter(Boolean);
  // Number series are no list of values, and a list of every country helps nobody.
  if (values.length === 0 || values.length > longestUnion || docField.fieldname === 'naming_series')
    return 'field.text';
  return `field.select<${[...new Set(values)].map(quoted).join(' | ')}>()`;
}

const isSet = (flag: number | boolean | null | undefined): boolean => flag === 1 || flag === true;

const comment = (text: string): string => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');
