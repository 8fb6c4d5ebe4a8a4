import { resolveNames, type SchemaNames, SchemaNamesError } from '@unified-sync/directus-schema';
import { z } from 'zod';

const text = z.string('expected a name, e.g. factures');
const ofOne = z.union(
  [text, z.strictObject({ collection: text.optional(), fields: z.record(z.string(), text).optional() })],
  'expected a name, e.g. factures, or { collection: "factures", fields: { gross: "amount" } }',
);

/** The user's own names of collections and fields: their shape first, then what they name. */
export const schemaNames = z
  .record(z.string(), ofOne)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of this shape; what it names is checked below
  .transform((names) => names as SchemaNames)
  .superRefine((names, context) => {
    for (const message of mistakesIn(names)) context.addIssue({ code: 'custom', message });
  });

function mistakesIn(names: SchemaNames): readonly string[] {
  try {
    resolveNames(names);
    return [];
  } catch (error) {
    if (error instanceof SchemaNamesError) return error.mistakes;
    throw error;
  }
}
