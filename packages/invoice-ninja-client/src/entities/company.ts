import { z } from 'zod';
import { flag, stamp, text } from './fields.ts';

/** The company that the token belongs to (`CompanyTransformer`); its default currency is `settings.currency_id`. */
export const companySchema = z.looseObject({
  ...stamp,
  company_key: text,
  is_large: flag.optional(),
  settings: z.looseObject({ currency_id: text }),
});

export type Company = z.infer<typeof companySchema>;
