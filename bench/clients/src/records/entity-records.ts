import type { z } from 'zod';
import { exampleOf } from './example-of.ts';

/** Records of one entity as its provider sends them. */
export interface EntityRecords {
  entity: string;
  schema: z.ZodType;
  records: readonly object[];
  /** `seed`: of the mock server. `schema`: made of what the schema declares. */
  source: 'seed' | 'schema';
}

export const perEntity = 100;

/** @throws {Error} when a record does not fit its schema, so that nothing but valid pages is measured. */
export function seeded(entity: string, schema: z.ZodType, records: readonly object[]): EntityRecords {
  if (records.length === 0) throw new Error(`${entity}: the seed has no record.`);
  for (const record of records) schema.parse(record);
  return { entity, schema, records: records.slice(0, perEntity), source: 'seed' };
}

/** Records made of the schema, each with what `known` says of it on top. */
export function madeOf(
  entity: string,
  schema: z.ZodType,
  known: (index: number) => object = () => ({}),
): EntityRecords {
  const records = Array.from({ length: perEntity }, (_, index) => {
    const made: unknown = JSON.parse(JSON.stringify(exampleOf(schema, index)));
    const record = { ...(typeof made === 'object' ? made : {}), ...known(index) };
    schema.parse(record);
    return record;
  });
  return { entity, schema, records, source: 'schema' };
}
