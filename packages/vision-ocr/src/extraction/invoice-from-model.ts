import { canonicalDecimal } from '@unified-sync/money';
import type { DocumentType, Invoice, Party } from '../invoice/invoice.ts';
import { signCreditNote } from '../invoice/sign-credit-note.ts';
import type { ModelField, ModelInvoice } from '../model/model-invoice.ts';

/** Turns what a model answered into an invoice; `undefined` where it says that the document is none. */
export function invoiceFromModel(answer: ModelInvoice): Invoice | undefined {
  if (answer.document_type === 'other') return undefined;
  return signCreditNote(typedInvoice(answer, answer.document_type));
}

function typedInvoice(answer: ModelInvoice, type: DocumentType): Invoice {
  const { payment } = answer;
  return {
    type,
    number: text(answer.number),
    issueDate: text(answer.issue_date),
    supplyDate: text(answer.supply_date),
    dueDate: text(answer.due_date),
    currency: text(answer.currency),
    supplier: party(answer.supplier),
    customer: party(answer.customer),
    payment: {
      iban: compact(payment.iban),
      bic: compact(payment.bic),
      reference: compact(payment.reference),
      payee: text(payment.payee),
    },
    pricesIncludeTax: answer.prices_include_tax,
    lines: answer.lines.map((line) => ({
      description: text(line.description),
      quantity: decimal(line.quantity),
      unit: text(line.unit),
      unitPrice: decimal(line.unit_price),
      priceQuantity: decimal(line.price_quantity),
      discount: decimal(line.discount),
      amount: decimal(line.amount),
      taxRate: decimal(line.tax_rate),
    })),
    adjustments: answer.adjustments.map((adjustment) => ({
      description: text(adjustment.description),
      amount: decimal(adjustment.amount),
      taxRate: decimal(adjustment.tax_rate),
    })),
    taxes: answer.taxes.map((row) => ({
      rate: decimal(row.rate),
      base: decimal(row.base),
      amount: decimal(row.amount),
    })),
    net: decimal(answer.net),
    tax: decimal(answer.tax),
    gross: decimal(answer.gross),
    prepaid: decimal(answer.prepaid),
    rounding: decimal(answer.rounding),
    due: decimal(answer.due),
  };
}

const text = ({ value }: ModelField): string | null => value?.trim() || null;

const compact = ({ value }: ModelField): string | null => value?.replaceAll(/\s/g, '') || null;

const party = (value: ModelInvoice['supplier']): Party => ({
  name: text(value.name),
  vatId: text(value.vat_id),
  country: text(value.country),
});

/** The schema allows leading zeros, decimal text does not. */
const decimal = ({ value }: ModelField): string | null =>
  value === null ? null : canonicalDecimal(value.replace(/^(-?)0+(?=\d)/, '$1'));
