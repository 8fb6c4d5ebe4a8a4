import { describe, expect, it } from 'vitest';
import { blankInvoice, type InvoiceData } from '../records/billing-document.ts';
import { blankLineItem, type LineItem } from '../records/line-item.ts';
import { totalsOf } from './totals.ts';

const line = (values: Partial<LineItem>): LineItem => ({ ...blankLineItem(), quantity: 1, ...values });
const vat = { tax_name1: 'MWST', tax_rate1: 8.1 };
const totals = (values: Partial<InvoiceData>, precision = 2) =>
  totalsOf({ ...blankInvoice(), ...values }, precision);

describe('the totals of an invoice', () => {
  it('adds the tax of a line to its total, in the line and in the invoice', () => {
    const { amount, total_taxes, line_items } = totals({
      line_items: [line({ quantity: 3, cost: 19.99, ...vat })],
    });
    expect({ amount, total_taxes }).toEqual({ amount: 64.83, total_taxes: 4.86 });
    expect(line_items[0]).toMatchObject({ line_total: 59.97, tax_amount: 4.86, gross_line_total: 64.83 });
  });

  it('takes an inclusive tax out of the line and adds nothing', () => {
    const { amount, total_taxes, line_items } = totals({
      uses_inclusive_taxes: true,
      line_items: [line({ cost: 108.1, ...vat })],
    });
    expect({ amount, total_taxes }).toEqual({ amount: 108.1, total_taxes: 8.1 });
    expect(line_items[0]).toMatchObject({ line_total: 108.1, tax_amount: 8.1, gross_line_total: 108.1 });
  });

  it('takes a discount in percent off before the tax', () => {
    const { amount, total_taxes } = totals({ discount: 10, line_items: [line({ cost: 200, ...vat })] });
    expect({ amount, total_taxes }).toEqual({ amount: 194.58, total_taxes: 14.58 });
  });

  it('takes a discount in money off the total, and its share off the taxed amounts', () => {
    const { amount, total_taxes } = totals({
      discount: 20,
      is_amount_discount: true,
      line_items: [line({ cost: 100, ...vat }), line({ cost: 100 })],
    });
    expect({ amount, total_taxes }).toEqual({ amount: 187.29, total_taxes: 7.29 });
  });

  it('takes the discount of a line off the line, in percent or in money', () => {
    const discounted = [line({ cost: 50, quantity: 2, discount: 10 })];
    expect(totals({ line_items: discounted }).line_items[0]?.line_total).toBe(90);
    expect(totals({ line_items: discounted, is_amount_discount: true }).line_items[0]?.line_total).toBe(90);
    const odd = [line({ cost: 30, quantity: 1, discount: 10 })];
    expect(totals({ line_items: odd }).line_items[0]?.line_total).toBe(27);
    expect(totals({ line_items: odd, is_amount_discount: true }).line_items[0]?.line_total).toBe(20);
  });

  it('shows a tax without a name in its line, and forgets it in the total', () => {
    const { amount, line_items } = totals({ line_items: [line({ cost: 100, tax_rate1: 10 })] });
    expect(line_items[0]?.tax_amount).toBe(10);
    expect(amount).toBe(100);
  });

  it('adds taxes and surcharges of the whole invoice', () => {
    const values = {
      line_items: [line({ cost: 100 })],
      tax_name1: 'Abgabe',
      tax_rate1: 5,
      custom_surcharge1: 15,
    };
    expect(totals(values)).toMatchObject({ amount: 120, total_taxes: 5 });
    expect(totals({ ...values, custom_surcharge_tax1: true })).toMatchObject({
      amount: 120.75,
      total_taxes: 5.75,
    });
  });

  it('rounds to the decimals of the currency', () => {
    const line_items = [line({ cost: 333.3333, quantity: 3 })];
    expect(totals({ line_items }, 0).amount).toBe(1000);
    expect(totals({ line_items }, 3).amount).toBe(1000);
    expect(totals({ line_items: [line({ cost: 0.3335, quantity: 3 })] }, 3).amount).toBe(1.001);
  });

  it('is exact where floats are not', () => {
    const line_items = Array.from({ length: 10 }, () => line({ cost: 0.1 }));
    expect(totals({ line_items }).amount).toBe(1);
    expect(totals({ line_items: [line({ cost: 1.005 })] }).amount).toBe(1.01);
  });

  it('cleans the lines: no id, every field, numbers as numbers, what is unknown kept', () => {
    const sent = [{ id: 'x', cost: '12.50', quantity: '2', type_id: 2, color: 'red' }, 'nonsense'];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what callers send is not what it should be
    const { line_items } = totals({ line_items: sent as unknown as LineItem[] });
    expect(line_items).toHaveLength(1);
    expect(line_items[0]).toMatchObject({
      cost: 12.5,
      quantity: 2,
      type_id: '2',
      tax_id: '2',
      color: 'red',
      unit_code: 'C62',
    });
    expect(line_items[0]).not.toHaveProperty('id');
  });
});
