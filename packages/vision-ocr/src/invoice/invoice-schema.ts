import { z } from 'zod';
import type { Invoice } from './invoice.ts';

const text = z.string().nullable();
const decimal = z
  .string()
  .regex(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
  .nullable();
const date = z.iso.date().nullable();
const party = z.object({ name: text, vatId: text, country: text });

/** Checks an {@link Invoice} that comes back from a file, a queue or a database. */
export const invoiceSchema: z.ZodType<Invoice> = z.object({
  type: z.enum(['invoice', 'credit_note', 'receipt']),
  number: text,
  issueDate: date,
  supplyDate: date,
  dueDate: date,
  currency: text,
  supplier: party,
  customer: party,
  payment: z.object({ iban: text, bic: text, reference: text, payee: text }),
  pricesIncludeTax: z.boolean().nullable(),
  lines: z.array(
    z.object({
      description: text,
      quantity: decimal,
      unit: text,
      unitPrice: decimal,
      priceQuantity: decimal,
      discount: decimal,
      amount: decimal,
      taxRate: decimal,
    }),
  ),
  adjustments: z.array(z.object({ description: text, amount: decimal, taxRate: decimal })),
  taxes: z.array(z.object({ rate: decimal, base: decimal, amount: decimal })),
  net: decimal,
  tax: decimal,
  gross: decimal,
  prepaid: decimal,
  rounding: decimal,
  due: decimal,
});
