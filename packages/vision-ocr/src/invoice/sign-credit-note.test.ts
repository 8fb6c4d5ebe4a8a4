import { expect, it } from 'vitest';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { signCreditNote } from './sign-credit-note.ts';

const adjustments = [{ description: 'Fracht', amount: '5', taxRate: '8.1' }];
const printed = exampleInvoice({ type: 'credit_note', prepaid: '10', adjustments });

it('turns every amount and quantity of a credit note, and no price or rate', () => {
  const { lines, taxes, adjustments: turned, ...totals } = signCreditNote(printed);
  expect(totals).toMatchObject({
    net: '-1099',
    tax: '-83.52',
    gross: '-1182.52',
    prepaid: '-10',
    rounding: '0.02',
    due: '-1182.5',
  });
  expect(lines[1]).toMatchObject({
    quantity: '-3',
    unitPrice: '40',
    discount: '-20',
    amount: '-100',
    taxRate: '2.6',
  });
  expect(taxes[0]).toEqual({ rate: '8.1', base: '-999', amount: '-80.92' });
  expect(turned[0]?.amount).toBe('-5');
});

it('leaves one alone that is negative already, and every invoice', () => {
  const negative = signCreditNote(printed);
  expect(signCreditNote(negative)).toBe(negative);
  const invoice = exampleInvoice();
  expect(signCreditNote(invoice)).toBe(invoice);
});
