import { z } from 'zod';

const table = z.array(z.looseObject({ id: z.union([z.string(), z.number()]) }));

/**
 * The tables behind the numeric ids: countries, currencies, payment types and so on (`Utils/Statics`).
 * Ids are text in records; some versions send them as numbers here, so compare by `String(id)`.
 */
export const staticsSchema = z.looseObject({
  currencies: z.array(
    z.looseObject({
      id: z.union([z.string(), z.number()]),
      code: z.string(),
      /** Digits after the decimal point. */
      precision: z.union([z.string(), z.number()]),
    }),
  ),
  countries: table,
  payment_types: table,
  industries: table.optional(),
  languages: table,
  sizes: table.optional(),
});

export type Statics = z.infer<typeof staticsSchema>;
