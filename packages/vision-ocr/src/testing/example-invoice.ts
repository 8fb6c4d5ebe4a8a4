import { emptyInvoice } from '../invoice/empty-invoice.ts';
import type { Invoice } from '../invoice/invoice.ts';

/** An invoice of two VAT rates on which every check passes, with what a test wants otherwise. */
export const exampleInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  ...emptyInvoice(),
  number: 'RE-2026-17',
  issueDate: '2026-05-12',
  dueDate: '2026-06-11',
  currency: 'CHF',
  supplier: { name: 'Muster Werkzeuge AG', vatId: 'CHE-109.322.551 MWST', country: 'CH' },
  customer: { name: 'Beispiel GmbH', vatId: null, country: 'CH' },
  payment: {
    iban: 'CH4431999123000889012',
    bic: null,
    reference: '210000000003139471430009017',
    payee: 'Muster Werkzeuge AG',
  },
  pricesIncludeTax: false,
  lines: [
    {
      description: 'Akkuschrauber',
      quantity: '2',
      unit: 'Stk',
      unitPrice: '499.5',
      priceQuantity: null,
      discount: null,
      amount: '999',
      taxRate: '8.1',
    },
    {
      description: 'Fachbuch',
      quantity: '3',
      unit: 'Stk',
      unitPrice: '40',
      priceQuantity: null,
      discount: '20',
      amount: '100',
      taxRate: '2.6',
    },
  ],
  taxes: [
    { rate: '8.1', base: '999', amount: '80.92' },
    { rate: '2.6', base: '100', amount: '2.6' },
  ],
  net: '1099',
  tax: '83.52',
  gross: '1182.52',
  rounding: '-0.02',
  due: '1182.5',
  ...changes,
});
