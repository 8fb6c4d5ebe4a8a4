import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { docFieldSchema } from '../codegen/doctype-meta.ts';
import { type FieldKind, fieldKind } from '../codegen/field-kind.ts';
import { documentFields, rowFields } from '../entities/fields.ts';
import * as client from '../index.ts';
import { schemaName } from '../codegen/names.ts';

const fileSchema = z.looseObject({
  meta: z.looseObject({ name: z.string() }),
  fields: z.array(docFieldSchema),
});

/** What a comparison of schemas with field lists found. */
export interface FieldListCheck {
  docTypes: number;
  fields: number;
  mismatches: readonly string[];
}

// A value that the field takes, and one of another kind that it must refuse.
const samples: Readonly<Record<Exclude<FieldKind, 'layout' | 'json'>, readonly [unknown, unknown]>> = {
  text: ['text', 1],
  select: ['a value that no list has', 1],
  date: ['2026-03-01', 20_260_301],
  datetime: ['2026-03-01 09:30:00.123456', 1_772_357_400],
  time: ['9:30:00', 930],
  integer: [7, '7'],
  check: [1, true],
  number: [12.5, '12.5'],
  table: [[{ name: 'row' }], 'row'],
};

/** Compares the schemas of this package with the field lists of a folder, in both directions. */
export async function checkFieldLists(folder: string): Promise<FieldListCheck> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const lists = await Promise.all(
    files.map(async (file) => fileSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))),
  );
  const mismatches = lists.flatMap(({ meta, fields }) => compare(meta.name, fields));
  return {
    docTypes: lists.length,
    fields: lists.reduce((sum, { fields }) => sum + fields.length, 0),
    mismatches,
  };
}

function compare(docType: string, fields: readonly z.infer<typeof docFieldSchema>[]): string[] {
  const schema: unknown = new Map<string, unknown>(Object.entries(client)).get(schemaName(docType));
  if (!(schema instanceof z.ZodObject)) return [`${docType}: no schema`];
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  const known = new Set([...Object.keys(documentFields), ...Object.keys(rowFields)]);
  const listed = new Set(fields.map(({ fieldname }) => fieldname));
  const extra = Object.keys(shape).filter((field) => !known.has(field) && !listed.has(field));
  return [
    ...extra.map((field) => `${docType}.${field}: not in the field list`),
    ...fields.flatMap((field) => misfit(docType, field, shape[field.fieldname ?? ''])),
  ];
}

function misfit(docType: string, field: z.infer<typeof docFieldSchema>, schema: unknown): string[] {
  const kind = fieldKind(field);
  if (kind === 'layout' || kind === 'json') return [];
  const name = `${docType}.${field.fieldname} (${field.fieldtype})`;
  if (!(schema instanceof z.ZodType)) return [`${name}: not in the schema`];
  const [good, bad] = samples[kind];
  if ([good, null, undefined].some((value) => !schema.safeParse(value).success))
    return [`${name}: refuses a value of its type`];
  return schema.safeParse(bad).success ? [`${name}: takes ${JSON.stringify(bad)}`] : [];
}
