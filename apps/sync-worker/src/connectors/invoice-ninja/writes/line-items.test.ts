import { describe, expect, it } from 'vitest';
import { alignLines } from './align-lines.ts';
import { linesToSend, type CurrentLines } from './line-items.ts';
import { RefusedWrite } from './write-error.ts';

const names = { taxNames: { '8.1': 'MWST 8.1' }, defaultTaxName: 'VAT' };
const line = (product: string, more: object = {}) => ({
  product,
  description: `${product} text`,
  quantity: 1,
  unit_price: 10,
  discount: '',
  tax_rate: 8.1,
  line_total: null,
  ...more,
});
const stored = (product_key: string, more: object = {}) => ({
  product_key,
  notes: `${product_key} text`,
  quantity: 1,
  cost: 10,
  line_total: 10,
  tax_rate1: 8.1,
  tax_name1: 'MWST',
  tax_name2: 'Abgabe',
  tax_rate2: 0.5,
  task_id: `task-${product_key}`,
  custom_value1: 'bleibt',
  ...more,
});
const current = (...products: readonly string[]): CurrentLines => ({
  line_items: products.map((product) => stored(product)),
  is_amount_discount: false,
  discount: 0,
});

describe('lines of a document', () => {
  it('keeps what the hub does not hold of a line: a second tax, its task, its custom values', () => {
    const { line_items } = linesToSend([line('A', { quantity: 3 }), line('B')], current('A', 'B'), names);
    expect(line_items).toMatchObject([
      {
        product_key: 'A',
        quantity: 3,
        tax_name1: 'MWST',
        tax_rate2: 0.5,
        task_id: 'task-A',
        custom_value1: 'bleibt',
      },
      { product_key: 'B', quantity: 1, task_id: 'task-B' },
    ]);
  });

  it('follows lines that changed places, and drops those that were removed', () => {
    const { line_items } = linesToSend([line('C'), line('A')], current('A', 'B', 'C'), names);
    expect(line_items).toMatchObject([{ task_id: 'task-C' }, { task_id: 'task-A' }]);
  });

  it('makes a new line of a new line', () => {
    const { line_items } = linesToSend([line('A'), line('NEW')], current('A'), names);
    expect(line_items[1]).toEqual({
      product_key: 'NEW',
      notes: 'NEW text',
      quantity: 1,
      cost: 10,
      discount: 0,
      tax_rate1: 8.1,
      tax_name1: 'MWST 8.1',
    });
  });

  it('sends no totals: they are worked out', () => {
    const [sent] = linesToSend([line('A', { line_total: 999 })], current('A'), names).line_items;
    expect(Object.keys(sent ?? {})).not.toContain('line_total');
  });

  it.each([
    [2.6, 'VAT'],
    [8.1, 'MWST 8.1'],
  ])('names a new rate of %d, since a tax without a name is not added up', (tax_rate, tax_name1) => {
    expect(linesToSend([line('NEW', { tax_rate })], null, names).line_items).toMatchObject([
      { tax_rate1: tax_rate, tax_name1 },
    ]);
  });

  it.each([
    ['10%', { discount: 10 }, false],
    ['10.5 %', { discount: 10.5 }, false],
    ['5', { discount: 5 }, true],
    ['', { discount: 0 }, undefined],
    ['0%', { discount: 0 }, undefined],
  ])('reads a discount of "%s"', (discount, sent, isAmount) => {
    const result = linesToSend([line('A', { discount })], null, names);
    expect(result.line_items).toMatchObject([sent]);
    expect(result.is_amount_discount).toBe(isAmount);
  });

  it.each(['ten', '-5', '1,5', '10%%'])('refuses a discount of "%s"', (discount) => {
    expect(() => linesToSend([line('A', { discount })], null, names)).toThrow(RefusedWrite);
  });

  it('refuses discounts of two kinds, which one document cannot hold', () => {
    const lines = [line('A', { discount: '10%' }), line('B', { discount: '5' })];
    expect(() => linesToSend(lines, null, names)).toThrow('all of them amounts');
  });

  it('does not turn the discount of the whole document from percent into money', () => {
    const before = { ...current('A'), discount: 10 };
    expect(() => linesToSend([line('A', { discount: '5' })], before, names)).toThrow('as a whole');
  });
});

describe('which line was which', () => {
  const of = (...names_: readonly string[]) =>
    names_.map((product) => ({ product, description: product, quantity: 1, unit_price: 1 }));

  it.each([
    ['the same lines', of('A', 'B'), of('A', 'B'), [0, 1]],
    ['swapped ones', of('B', 'A'), of('A', 'B'), [1, 0]],
    ['one removed from the middle', of('A', 'C'), of('A', 'B', 'C'), [0, 2]],
    ['one put in between', of('A', 'X', 'B'), of('A', 'B'), [0, undefined, 1]],
    ['one rewritten in its place', of('A', 'X'), of('A', 'B'), [0, 1]],
    ['two alike', of('A', 'A'), of('A', 'A'), [0, 1]],
    ['none before', of('A'), of(), [undefined]],
  ])('tells %s', (_what, wanted, before, places) => {
    expect(alignLines(wanted, before)).toEqual(places);
  });
});
