import type { Invoice } from '../invoice/invoice.ts';
import type { ModelField, ModelInvoice } from '../model/model-invoice.ts';

/** How a value is printed. */
export type Print = (field: string, value: string) => string;

/**
 * What a model answers that reads this invoice without a mistake.
 *
 * @param print Gives the printed text of a value. @default the value itself
 * @example
 * openai.script(answered(modelInvoice(invoice, (field, value) => (field === 'gross' ? `CHF ${value}` : value))));
 */
export function modelInvoice(invoice: Invoice, print: Print = (_field, value) => value): ModelInvoice {
  const field = (name: string, value: string | null): ModelField =>
    value === null
      ? { value: null, raw_text: null, page: null }
      : { value, raw_text: print(name, value), page: 1 };
  const party = (name: 'supplier' | 'customer'): ModelInvoice['supplier'] => ({
    name: field(`${name}.name`, invoice[name].name),
    vat_id: field(`${name}.vatId`, invoice[name].vatId),
    country: field(`${name}.country`, invoice[name].country),
  });
  const { payment } = invoice;
  return {
    document_type: invoice.type,
    number: field('number', invoice.number),
    issue_date: field('issueDate', invoice.issueDate),
    supply_date: field('supplyDate', invoice.supplyDate),
    due_date: field('dueDate', invoice.dueDate),
    currency: field('currency', invoice.currency),
    supplier: party('supplier'),
    customer: party('customer'),
    payment: {
      iban: field('payment.iban', payment.iban),
      bic: field('payment.bic', payment.bic),
      reference: field('payment.reference', payment.reference),
      payee: field('payment.payee', payment.payee),
    },
    prices_include_tax: invoice.pricesIncludeTax,
    lines: invoice.lines.map((line, index) => ({
      description: field(`lines.${index}.description`, line.description),
      quantity: field(`lines.${index}.quantity`, line.quantity),
      unit: field(`lines.${index}.unit`, line.unit),
      unit_price: field(`lines.${index}.unitPrice`, line.unitPrice),
      price_quantity: field(`lines.${index}.priceQuantity`, line.priceQuantity),
      discount: field(`lines.${index}.discount`, line.discount),
      amount: field(`lines.${index}.amount`, line.amount),
      tax_rate: field(`lines.${index}.taxRate`, line.taxRate),
    })),
    adjustments: invoice.adjustments.map((adjustment, index) => ({
      description: field(`adjustments.${index}.description`, adjustment.description),
      amount: field(`adjustments.${index}.amount`, adjustment.amount),
      tax_rate: field(`adjustments.${index}.taxRate`, adjustment.taxRate),
    })),
    taxes: invoice.taxes.map((row, index) => ({
      rate: field(`taxes.${index}.rate`, row.rate),
      base: field(`taxes.${index}.base`, row.base),
      amount: field(`taxes.${index}.amount`, row.amount),
    })),
    net: field('net', invoice.net),
    tax: field('tax', invoice.tax),
    gross: field('gross', invoice.gross),
    prepaid: field('prepaid', invoice.prepaid),
    rounding: field('rounding', invoice.rounding),
    due: field('due', invoice.due),
  };
}
