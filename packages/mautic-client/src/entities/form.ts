import { z } from 'zod';
import { fieldValueSchema } from './custom-fields.ts';
import { anything, id, instant, mapOf, named, text } from './fields.ts';

/** A form. The API cannot submit one: visitors do. */
export const formSchema = z.looseObject({
  ...named,
  alias: text.nullish(),
  cachedHtml: text.nullish(),
  fields: anything,
  actions: anything,
  postAction: text.nullish(),
  postActionProperty: text.nullish(),
});
export type Form = z.infer<typeof formSchema>;

/** What a visitor submitted; `results` are by the alias of the form's field. */
export const submissionSchema = z.looseObject({
  id,
  dateSubmitted: instant.optional(),
  referer: text.nullish(),
  trackingId: text.nullish(),
  form: z.looseObject({ id }).nullish(),
  lead: z.looseObject({ id: id.nullable() }).nullish(),
  page: anything,
  ipAddress: anything,
  results: mapOf(z.union([fieldValueSchema, z.array(fieldValueSchema)])),
});
export type Submission = z.infer<typeof submissionSchema>;
