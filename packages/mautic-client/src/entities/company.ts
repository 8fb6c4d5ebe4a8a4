import { z } from 'zod';
import { customFieldsSchema } from './custom-fields.ts';
import { id } from './fields.ts';

/** A company: nothing else is served, no date and no state (`CompanyApiController`). */
export const companySchema = z.looseObject({
  id,
  fields: customFieldsSchema,
  score: z.number().nullish(),
});

export type Company = z.infer<typeof companySchema>;
