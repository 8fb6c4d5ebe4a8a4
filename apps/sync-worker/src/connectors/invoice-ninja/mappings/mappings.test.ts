import { normalForm, type Codec, type FieldValue } from '@unified-sync/sync-engine';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../authority/build-model.ts';
import {
  clientType,
  invoiceStatus,
  isoCode,
  ninjaAmount,
  ninjaDate,
  ninjaLines,
  ninjaRate,
  ninjaText,
  paymentStatus,
  quoteStatus,
} from './codecs.ts';
import { ninjaMappings } from './mappings.ts';

const scope = { connection: 'ninja-acme', ownerCompany: 'owner-acme' };
const read = (codec: Codec, stored: FieldValue): FieldValue | string => {
  const shown = codec.decode(stored);
  return shown.ok ? shown.value : `refused: ${shown.reason}`;
};

describe('statuses', () => {
  it.each([
    ['1', 'draft'],
    ['2', 'sent'],
    ['3', 'partial'],
    ['4', 'paid'],
    ['5', 'cancelled'],
    ['6', 'reversed'],
  ])('shows an invoice of status %s as %s', (stored, shown) => {
    expect(read(invoiceStatus, stored)).toBe(shown);
  });

  it.each([
    ['1', 'draft'],
    ['2', 'sent'],
    ['3', 'approved'],
    ['4', 'converted'],
  ])('shows a quote of status %s as %s', (stored, shown) => {
    expect(read(quoteStatus, stored)).toBe(shown);
  });

  it.each([
    ['1', 'pending'],
    ['2', 'cancelled'],
    ['3', 'failed'],
    ['4', 'completed'],
    ['5', 'partially_refunded'],
    ['6', 'refunded'],
  ])('shows a payment of status %s as %s', (stored, shown) => {
    expect(read(paymentStatus, stored)).toBe(shown);
  });

  it.each([
    [invoiceStatus, '7'],
    [invoiceStatus, '-1'],
    [invoiceStatus, 4],
    [quoteStatus, '-1'],
    [paymentStatus, '9'],
  ])('does not guess what a status means that is new', (codec, stored) => {
    expect(codec.decode(stored).ok).toBe(false);
  });
});

describe('values', () => {
  it.each([
    [0.1, '0.1'],
    [1199.95, '1199.95'],
    [0, '0'],
    [-12.5, '-12.5'],
    [1e-4, '0.0001'],
  ])('reads the amount %d as %s, and sends it as the same number', (number, text) => {
    expect(ninjaAmount.decode(number)).toEqual({ ok: true, value: text });
    expect(ninjaAmount.encode(text)).toEqual({ ok: true, value: number });
  });

  it.each([[0.1 + 0.2], [1.23456], [null], [''], ['abc']])(
    'refuses %s as an amount, rather than round it',
    (stored) => {
      expect(ninjaAmount.decode(stored).ok).toBe(false);
    },
  );

  it('does not take an empty amount for 0, in either direction', () => {
    expect(ninjaAmount.encode(null).ok).toBe(false);
    expect(ninjaRate.encode(null).ok).toBe(false);
  });

  it('refuses a price with more decimals than the provider keeps', () => {
    expect(ninjaRate.encode('1.1234567').ok).toBe(false);
    expect(ninjaRate.encode('1.123456').ok).toBe(true);
  });

  it.each([
    ['', null],
    ['2026-01-31', '2026-01-31'],
  ])('reads the date "%s" as %s', (stored, shown) => {
    expect(read(ninjaDate, stored)).toBe(shown);
    expect(ninjaDate.encode(shown)).toEqual({ ok: true, value: stored });
  });

  it('trims text as the provider does, so that blanks at its ends are no edit', () => {
    expect(normalForm(ninjaText, ' Müller ')).toEqual({ ok: true, value: 'Müller' });
    expect(ninjaText.encode(null)).toEqual({ ok: true, value: '' });
  });

  it('takes an id that could not be looked up for no code, and for a finding', () => {
    expect(read(isoCode(3), 'CHF')).toBe('CHF');
    expect(read(isoCode(3), '')).toBeNull();
    expect(read(isoCode(3), '#999')).toMatch(/^refused/);
    expect(read(isoCode(2), 'CHE')).toMatch(/^refused/);
  });

  it('takes a company that is client and supplier for the client that it is here', () => {
    expect(normalForm(clientType, 'both')).toEqual({ ok: true, value: 'client' });
    expect(clientType.encode('supplier').ok).toBe(false);
  });

  it('reads lines with every number as exact text, and refuses one that is not exact', () => {
    const line = {
      product: 'A',
      description: '',
      quantity: 1.25,
      unit_price: 0.0001,
      discount: '10%',
      tax_rate: 8.1,
      line_total: 0.01,
    };
    expect(read(ninjaLines, [line])).toEqual([
      {
        product: 'A',
        description: null,
        quantity: '1.25',
        unit_price: '0.0001',
        discount: '10%',
        tax_rate: '8.1',
        line_total: '0.01',
      },
    ]);
    expect(ninjaLines.decode([{ ...line, quantity: 0.1 + 0.2 }]).ok).toBe(false);
  });
});

describe('round trips through both sides', () => {
  const model = buildModel({ invoiceNinja: [ninjaMappings(scope)] });
  const samples: readonly FieldValue[] = [
    '',
    'Müller',
    '  x ',
    0,
    1,
    12.5,
    0.0001,
    '2026-01-31',
    'CHF',
    'CH',
    'client',
    '1',
    '2',
    '4',
    'VolejRejNm',
    [{ invoice: '0001', amount: 12.5 }],
    [
      {
        product: 'A',
        description: 'b',
        quantity: 2,
        unit_price: 0.5,
        discount: '5',
        tax_rate: 0,
        line_total: 1,
      },
    ],
  ];
  const lines = Object.values(model.collections).flatMap((collection) =>
    Object.values(collection.mappings).flatMap((mapping) =>
      Object.entries(mapping.fields).map(([field, line]) => ({ collection, mapping, field, line })),
    ),
  );

  it.each(lines)(
    'keep $collection.name.$field of $mapping.stream as it was read',
    ({ collection, field, line }) => {
      const column = collection.columns[field];
      let kept = 0;
      for (const stored of samples) {
        const shown = line.codec.decode(stored);
        if (!shown.ok || column === undefined) continue;
        const inHub = normalForm(column.codec, shown.value);
        if (!inHub.ok) continue;
        expect(inHub.value).toEqual(shown.value);
        if (line.direction !== 'in' && shown.value !== null)
          expect(normalForm(line.codec, inHub.value)).toEqual(shown);
        kept += 1;
      }
      expect(kept).toBeGreaterThan(0);
    },
  );
});

describe('the model of all connections', () => {
  it('has no mistake, with one connection and with several', () => {
    const other = ninjaMappings({ connection: 'ninja-beta', ownerCompany: 'owner-beta' });
    expect(Object.keys(buildModel({ invoiceNinja: [ninjaMappings(scope), other] }).collections)).toContain(
      'payments',
    );
    expect(buildModel({ invoiceNinja: [] }).collections).toEqual({});
  });

  it.each(['client_invoices', 'payments', 'quotes', 'expenses', 'companies'])(
    'never deletes in Invoice Ninja what was archived in %s',
    (name) => {
      const { collections } = buildModel({ invoiceNinja: [ninjaMappings(scope)] });
      expect(Object.values(collections[name]?.mappings ?? {}).map(({ onDelete }) => onDelete)).toEqual([
        'keep',
      ]);
    },
  );

  it('never creates a payment blindly again', () => {
    const { payments } = ninjaMappings(scope);
    expect(payments.capabilities.movesMoney).toBe(true);
    expect(payments.createInStream).toEqual({ when: { status: [null] } });
  });
});
