import { z } from 'zod';
import { anything, flag, openEnum, stamp, text } from './fields.ts';

/** The definition of a field of contacts or companies. */
export const fieldSchema = z.looseObject({
  ...stamp,
  label: text,
  alias: text,
  type: openEnum<'text' | 'email' | 'number' | 'boolean' | 'date' | 'datetime' | 'select' | 'multiselect'>(),
  group: text.nullish(),
  order: z.number().nullish(),
  object: openEnum<'lead' | 'company'>().nullish(),
  defaultValue: anything,
  isRequired: flag.nullish(),
  isUniqueIdentifer: anything,
  properties: anything,
});
export type Field = z.infer<typeof fieldSchema>;
