import { decimal, multiply, percent, ratio, round, sum, toNumber, type Decimal } from '../decimal.ts';
import { isRecord } from '../http/api-request.ts';
import type { BillingDocumentData } from '../records/billing-document.ts';
import { blankLineItem, type LineItem } from '../records/line-item.ts';
import { castLike, fieldsIn } from './coerce.ts';

/** What of an invoice decides about the totals of its lines. */
export type LineContext = Pick<
  BillingDocumentData,
  'discount' | 'is_amount_discount' | 'uses_inclusive_taxes'
>;

/** Lines with their totals, and the sums over them. */
export interface SummedLines {
  readonly lines: readonly LineItem[];
  readonly subtotal: Decimal;
  readonly taxes: Decimal;
}

/** Lines as the real one stores what was sent: no id, every field there and of its type, others kept. */
export function cleanLineItems(sent: unknown): readonly LineItem[] {
  if (!Array.isArray(sent)) return [];
  const blank = blankLineItem();
  return sent.filter(isRecord).map((given) => {
    const { id: _id, _id: _legacy, ...rest } = given;
    const known = fieldsIn(blank, given).map(
      ([name, like]) => [name, castLike(like, given[name] ?? like)] as const,
    );
    const line: LineItem = { ...rest, ...blank, ...Object.fromEntries(known) };
    const typeId = line.type_id === '0' || line.type_id === '' ? '1' : line.type_id;
    return { ...line, type_id: typeId, tax_id: line.tax_id || (typeId === '2' ? '2' : '1') };
  });
}

/** Works out every line (InvoiceItemSum and InvoiceItemSumInclusive), exactly. */
export function sumLines(items: readonly LineItem[], context: LineContext, precision: number): SummedLines {
  const nets = items.map((item) => lineTotal(item, context, precision));
  const subtotal = sum(nets);
  const discount = decimal(context.discount);
  // The first pass takes the discount for one in percent, even where it is one in money, and the lines
  // keep the tax of it; for money a second pass by the line's share then makes the total.
  const firstPass = (net: Decimal): Decimal => net - percent(net, discount);
  const secondPass = (net: Decimal): Decimal => (subtotal === 0n ? 0n : net - ratio(net, discount, subtotal));

  const taxOf = (item: LineItem, amount: Decimal): readonly Decimal[] =>
    rates(item).map(([, rate]) => lineTax(rate, amount, context.uses_inclusive_taxes));
  const lines = items.map((item, index) => {
    const net = nets[index] ?? 0n;
    const tax = sum(taxOf(item, firstPass(net)));
    return {
      ...item,
      is_amount_discount: context.is_amount_discount,
      line_total: toNumber(net),
      gross_line_total: toNumber(context.uses_inclusive_taxes ? net : net + tax),
      tax_amount: toNumber(tax),
    };
  });
  const taxes = sum(
    items.flatMap((item, index) => {
      const net = nets[index] ?? 0n;
      if (context.is_amount_discount) return taxOf(item, secondPass(net));
      // A tax without a name is shown in the line and forgotten in the total.
      return taxOf(item, firstPass(net)).filter((_, place) => (rates(item)[place]?.[0] ?? '').length > 1);
    }),
  );
  return { lines, subtotal, taxes };
}

function lineTotal(item: LineItem, context: LineContext, precision: number): Decimal {
  const gross = multiply(decimal(item.cost), decimal(item.quantity));
  const discount = decimal(item.discount);
  if (context.is_amount_discount) return gross - round(discount, precision);
  if (context.uses_inclusive_taxes) return gross - round(percent(gross, discount), precision);
  return round(gross - percent(gross, discount), precision);
}

/** The tax on an amount, or the tax within it, to the cent whatever the currency. */
export function lineTax(rate: number, amount: Decimal, isInclusive: boolean): Decimal {
  if (rate === 0) return 0n;
  const percents = decimal(rate);
  if (!isInclusive) return round(percent(amount, percents), 2);
  return round(ratio(amount, percents, decimal(100) + percents), 2);
}

function rates(item: LineItem): readonly (readonly [string, number])[] {
  return [
    [item.tax_name1, item.tax_rate1],
    [item.tax_name2, item.tax_rate2],
    [item.tax_name3, item.tax_rate3],
  ];
}
