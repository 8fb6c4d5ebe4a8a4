import { expect, it } from 'vitest';
import type { Invoice } from '../invoice/invoice.ts';
import { exampleInvoice } from '../testing/example-invoice.ts';
import { checkInvoice } from './check-invoice.ts';

const now = Date.parse('2026-06-01');
const failing = (invoice: Invoice, options = {}): string[] =>
  checkInvoice(invoice, { now, ...options })
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ check }) => check);

const example = exampleInvoice();
const [first, second] = example.lines;
if (first === undefined || second === undefined) throw new Error('The example has two lines.');

it('finds nothing wrong with a right invoice, and judges all of it', () => {
  expect(failing(example)).toEqual([]);
  const judged = checkInvoice(example, { now }).filter(({ verdict }) => verdict === 'pass');
  expect(judged.map(({ check }) => check)).toEqual([
    'required_fields',
    'line_arithmetic',
    'line_sum',
    'tax_arithmetic',
    'totals',
    'rounding',
    'credit_note',
    'currency',
    'dates',
    'vat_rates',
    'vat_ids',
    'iban',
    'qr_reference',
  ]);
});

it.each<[string, Partial<Invoice>, string]>([
  ['a quantity', { lines: [{ ...first, quantity: '3' }, second] }, 'line_arithmetic'],
  ['a unit price', { lines: [{ ...first, unitPrice: '495.9' }, second] }, 'line_arithmetic'],
  ['a discount that is left out', { lines: [first, { ...second, discount: null }] }, 'line_arithmetic'],
  ['a line that is left out', { lines: [first] }, 'line_sum'],
  [
    'a tax amount that is one cent off twice',
    { taxes: [{ rate: '8.1', base: '999', amount: '80.94' }] },
    'tax_arithmetic',
  ],
  [
    'a rate that is swapped with another',
    { taxes: [{ rate: '2.6', base: '999', amount: '80.92' }] },
    'tax_arithmetic',
  ],
  ['a line at another rate', { lines: [first, { ...second, taxRate: '8.1' }] }, 'tax_arithmetic'],
  ['a gross amount by a cent', { gross: '1182.53' }, 'totals'],
  ['a gross amount times a hundred', { gross: '118252', due: null }, 'totals'],
  ['what is due', { due: '1182.05' }, 'totals'],
  ['a rounding of more than 0.025', { rounding: '-0.52', due: '1182' }, 'rounding'],
  ['a rounding to no multiple of 0.05', { rounding: '0.01', due: '1182.53' }, 'rounding'],
  ['the sign', { type: 'credit_note' }, 'credit_note'],
  ['a currency', { currency: 'CHX' }, 'currency'],
  ['a fraction of a yen', { currency: 'JPY' }, 'currency'],
  ['a day that does not exist', { issueDate: '2026-02-30' }, 'dates'],
  ['a future date', { issueDate: '2026-12-05', dueDate: null }, 'dates'],
  ['a due date before its issue', { dueDate: '2026-05-11' }, 'dates'],
  ['a rate of before 2024', { supplyDate: '2023-12-31' }, 'vat_rates'],
  ['the check digit of a VAT id', { supplier: { ...example.supplier, vatId: 'CHE-109.322.552' } }, 'vat_ids'],
  ['the check digits of an IBAN', { payment: { ...example.payment, iban: 'CH4431999123000889021' } }, 'iban'],
  [
    'the check digit of a QR reference',
    { payment: { ...example.payment, reference: '210000000003139471430009018' } },
    'qr_reference',
  ],
  [
    'a QR reference for a plain IBAN',
    { payment: { ...example.payment, iban: 'CH9300762011623852957' } },
    'qr_reference',
  ],
  ['a QR-IBAN without a QR reference', { payment: { ...example.payment, reference: null } }, 'qr_reference'],
  [
    'check digits of a creditor reference',
    { payment: { ...example.payment, reference: 'RF19539007547034' } },
    'creditor_reference',
  ],
  ['a missing number', { number: null }, 'required_fields'],
])('flags %s', (_what, changes, check) => {
  expect(failing(exampleInvoice(changes))).toContain(check);
});

it('takes a right creditor reference, and spaces in an IBAN', () => {
  const payment = { ...example.payment, iban: 'CH93 0076 2011 6238 5295 7', reference: 'RF18539007547034' };
  expect(failing(exampleInvoice({ payment }))).toEqual([]);
});

it.each(['DE136695976', 'ATU13585627', 'CHE-109.322.551', 'CHE-109.322.551 TVA'])(
  'takes the VAT id %s',
  (vatId) => {
    const supplier = { ...example.supplier, vatId, country: null };
    expect(failing(exampleInvoice({ supplier }))).not.toContain('vat_ids');
  },
);

it('takes tax that was rounded line by line', () => {
  const line = { ...first, quantity: '1', unitPrice: '0.19', amount: '0.19' };
  const invoice = exampleInvoice({
    lines: [line, line, line],
    taxes: [{ rate: '8.1', base: '0.57', amount: '0.06' }],
    net: '0.57',
    tax: '0.06',
    gross: '0.63',
    rounding: null,
    due: '0.63',
  });
  expect(failing(invoice)).toEqual([]);
});

it('takes gross prices, and prices per hundred', () => {
  const line = { ...first, quantity: '250', unitPrice: '43.24', priceQuantity: '100', amount: '108.1' };
  const invoice = exampleInvoice({
    pricesIncludeTax: true,
    lines: [line],
    taxes: [{ rate: '8.1', base: '100', amount: '8.1' }],
    net: '100',
    tax: '8.1',
    gross: '108.1',
    rounding: null,
    due: '108.1',
  });
  expect(failing(invoice)).toEqual([]);
});

it('does not take a new account of a known supplier, and says nothing of a new supplier', () => {
  expect(failing(example, { knownIbans: ['CH9300762011623852957'] })).toEqual(['known_iban']);
  expect(failing(example, { knownIbans: ['CH44 3199 9123 0008 8901 2'] })).toEqual([]);
  expect(failing(example, { knownIbans: [] })).toEqual([]);
});

it('judges nothing that is not there: unknown is neither right nor wrong', () => {
  const silent = exampleInvoice({
    currency: null,
    issueDate: null,
    dueDate: null,
    supplier: { name: null, vatId: null, country: null },
    payment: { iban: null, bic: null, reference: null, payee: null },
    lines: [],
    taxes: [],
    net: null,
    tax: null,
    gross: null,
    rounding: null,
    due: null,
  });
  const verdicts = checkInvoice(silent, { now }).filter(({ check }) => check !== 'required_fields');
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not_applicable']));
});
