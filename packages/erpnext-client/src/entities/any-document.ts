import { z } from 'zod';
import { documentFields, rowFields } from './fields.ts';

/** A document of a DocType without a schema of its own. */
export const anyDocumentSchema = z.looseObject({
  ...documentFields,
  name: z.union([z.string(), z.int()]),
});

export type AnyDocument = z.infer<typeof anyDocumentSchema>;

/** A row of a child table without a schema of its own. */
export const anyRowSchema = z.looseObject(rowFields);

export type AnyRow = z.infer<typeof anyRowSchema>;
