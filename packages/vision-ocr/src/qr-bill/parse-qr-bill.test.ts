import { expect, it } from 'vitest';
import { parseQrBill } from './parse-qr-bill.ts';
import { parseSwico } from './parse-swico.ts';

const lines = [
  'SPC,0200,1,CH9300762011623852957,K,Muster AG,Weg 1,8000 Zürich,,,CH',
  ',,,,,,,,EUR,S,Kunde,,,,,CH',
  'SCOR,RF18539007547034,Danke,EPD',
]
  .join(',')
  .split(',');

it('reads a bill without an amount: the payer fills it in, it is not zero', () => {
  expect(parseQrBill(lines.join('\r\n'))).toEqual({
    iban: 'CH9300762011623852957',
    creditor: { name: 'Muster AG', country: 'CH' },
    amount: null,
    currency: 'EUR',
    referenceType: 'SCOR',
    reference: 'RF18539007547034',
    message: 'Danke',
    billingInformation: null,
  });
});

it.each([
  ['another code', ['https://example.com']],
  ['no trailer', lines.with(30, '')],
  ['another currency', lines.with(19, 'USD')],
  ['an amount with a comma', lines.with(18, '12,50')],
  ['an IBAN of another country', lines.with(3, 'DE75512108001245126199')],
  ['a reference of no known type', lines.with(27, 'ABC')],
  ['no creditor', lines.with(5, '')],
])('reads no bill from %s', (_what, payload) => {
  expect(parseQrBill(payload.join('\n'))).toBeUndefined();
});

it('reads Swico S1, escaped slashes and several rates included', () => {
  expect(
    parseSwico(
      String.raw`//S1/10/2026\/17\\A/11/260512/20/4711/30/109322551/31/260401260430/32/8.1:553.39;2.6:60.20/40/2:10;0:60`,
    ),
  ).toEqual({
    number: String.raw`2026/17\A`,
    issueDate: '2026-05-12',
    vatId: 'CHE-109.322.551',
    supplyDate: '2026-04-30',
    taxes: [
      { rate: '8.1', base: '553.39' },
      { rate: '2.6', base: '60.2' },
    ],
    netDays: 60,
  });
});

it('leaves open what Swico S1 does not say', () => {
  expect(parseSwico('//S1/32/8.1')).toEqual({
    number: null,
    issueDate: null,
    vatId: null,
    supplyDate: null,
    taxes: [{ rate: '8.1', base: null }],
    netDays: null,
  });
  expect(parseSwico('//XY/10/17')).toBeUndefined();
});
