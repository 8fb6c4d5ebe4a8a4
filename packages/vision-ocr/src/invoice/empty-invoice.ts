import type { Invoice } from './invoice.ts';

/** An invoice that says nothing: the start of what a reader fills with what it finds. */
export const emptyInvoice = (): Invoice => ({
  type: 'invoice',
  number: null,
  issueDate: null,
  supplyDate: null,
  dueDate: null,
  currency: null,
  supplier: { name: null, vatId: null, country: null },
  customer: { name: null, vatId: null, country: null },
  payment: { iban: null, bic: null, reference: null, payee: null },
  pricesIncludeTax: null,
  lines: [],
  adjustments: [],
  taxes: [],
  net: null,
  tax: null,
  gross: null,
  prepaid: null,
  rounding: null,
  due: null,
});
