import { z } from 'zod';

/**
 * Changes whenever the schema or the instructions do: answers to another version are not comparable, and not
 * taken from a cache.
 */
export const schemaVersion = '1';

/** A value, the exact text that says it, and the page (from 1) it stands on. All `null` where it is not printed. */
const field = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value: value.nullable(),
    raw_text: z.string().nullable(),
    page: z.number().int().nullable(),
  });

const text = field(z.string());
// Text, because a JSON number invites 1234.1 for 1'234.10, and floats.
const decimal = field(z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/));
const date = field(z.string().regex(/^\d{4}-\d{2}-\d{2}$/));

const party = z.object({ name: text, vat_id: text, country: field(z.string().regex(/^[A-Z]{2}$/)) });

/**
 * What a model is asked to fill in. Strict mode wants every key required and no `.optional()`, formats or
 * refinements: a value that breaks a rule has to reach the checks, not to be thrown away after it was paid for.
 */
export const modelInvoiceSchema = z.object({
  document_type: z.enum(['invoice', 'credit_note', 'receipt', 'other']),
  number: text,
  issue_date: date,
  supply_date: date,
  due_date: date,
  currency: field(z.string().regex(/^[A-Z]{3}$/)),
  supplier: party,
  customer: party,
  payment: z.object({ iban: text, bic: text, reference: text, payee: text }),
  prices_include_tax: z.boolean().nullable(),
  lines: z.array(
    z.object({
      description: text,
      quantity: decimal,
      unit: text,
      unit_price: decimal,
      price_quantity: decimal,
      discount: decimal,
      amount: decimal,
      tax_rate: decimal,
    }),
  ),
  adjustments: z.array(z.object({ description: text, amount: decimal, tax_rate: decimal })),
  taxes: z.array(z.object({ rate: decimal, base: decimal, amount: decimal })),
  net: decimal,
  tax: decimal,
  gross: decimal,
  prepaid: decimal,
  rounding: decimal,
  due: decimal,
});

/** What a model answers. */
export type ModelInvoice = z.infer<typeof modelInvoiceSchema>;

/** One value of an answer. */
export interface ModelField {
  value: string | null;
  raw_text: string | null;
  page: number | null;
}
