import { z } from 'zod';

const flag = z.union([z.int(), z.boolean()]).nullish();

/** A field of a DocType, as its meta shows it (`DocField` and `Custom Field`). */
export const docFieldSchema = z.looseObject({
  fieldname: z.string().nullish(),
  fieldtype: z.string(),
  label: z.string().nullish(),
  options: z.string().nullish(),
  reqd: flag,
  no_copy: flag,
  unique: flag,
});

export type DocField = z.infer<typeof docFieldSchema>;

/** What a site says of a DocType: `/api/v2/doctype/{doctype}/meta`, custom fields included. */
export const docTypeMetaSchema = z.looseObject({
  name: z.string(),
  autoname: z.string().nullish(),
  istable: flag,
  is_submittable: flag,
  issingle: flag,
  fields: z.array(docFieldSchema),
});

export type DocTypeMeta = z.infer<typeof docTypeMetaSchema>;
