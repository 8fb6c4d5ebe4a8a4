import { z } from 'zod';
import { id, stamp, text } from './fields.ts';

export const accountingCategorySchema = z.looseObject({
  ...stamp,
  name: text,
  code: text.optional(),
  default_tax_rate_id: id.optional(),
});

export type AccountingCategory = z.infer<typeof accountingCategorySchema>;

export const taxRateSchema = z.looseObject({ ...stamp, name: text, percentage: z.number() });

export type TaxRate = z.infer<typeof taxRateSchema>;

export const labelGroupSchema = z.looseObject({ ...stamp, name: text });

export type LabelGroup = z.infer<typeof labelGroupSchema>;

export const labelSchema = z.looseObject({ ...stamp, name: text });

export type Label = z.infer<typeof labelSchema>;
