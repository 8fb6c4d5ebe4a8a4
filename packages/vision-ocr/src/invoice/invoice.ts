/** What a document is. Anything else is no invoice at all, and gives `not_an_invoice`. */
export type DocumentType = 'invoice' | 'credit_note' | 'receipt';

/** Who sells, who buys. `null` is what the document does not say. */
export interface Party {
  name: string | null;
  /** As printed, e.g. `CHE-109.322.551 MWST` or `DE136695976`. */
  vatId: string | null;
  /** ISO 3166-1 alpha-2, e.g. `CH`. */
  country: string | null;
}

/** Where to pay. */
export interface PaymentInstruction {
  /** Without spaces, e.g. `CH9300762011623852957`. */
  iban: string | null;
  bic: string | null;
  /** Without spaces: a QR reference (27 digits), a creditor reference (`RF…`), or free text. */
  reference: string | null;
  /** Whom the payment goes to, which may be another than the supplier (factoring, a parent company). */
  payee: string | null;
}

/** One position. Amounts are decimal text in major units. */
export interface InvoiceLine {
  description: string | null;
  quantity: string | null;
  unit: string | null;
  /** Of one unit, or of `priceQuantity` units. */
  unitPrice: string | null;
  /** How many units the price is for. @example "100" for screws */
  priceQuantity: string | null;
  /** Taken off quantity times price; positive for a discount. */
  discount: string | null;
  /** Of the line, before or after tax as `pricesIncludeTax` says. */
  amount: string | null;
  /** Percent, e.g. `8.1`. */
  taxRate: string | null;
}

/** One row of the VAT summary. */
export interface TaxSubtotal {
  /** Percent, e.g. `8.1`; 0 for exempt and reverse charge. */
  rate: string | null;
  /** Taxable amount, without the tax. */
  base: string | null;
  amount: string | null;
}

/** A discount (negative) or a charge (positive) on the whole document, before or after tax as the lines are. */
export interface DocumentAdjustment {
  description: string | null;
  amount: string | null;
  taxRate: string | null;
}

/**
 * A supplier invoice, credit note or receipt.
 *
 * Amounts, quantities and rates are canonical decimal text (`"1234.5"`); dates are `YYYY-MM-DD`. **`null` is
 * what the document does not say**, never zero. Quantities and amounts of a credit note are negative, however
 * it prints them; unit prices are not.
 */
export interface Invoice {
  type: DocumentType;
  number: string | null;
  issueDate: string | null;
  /** When the goods or services were supplied; the last day where it is a period. It decides the VAT rate. */
  supplyDate: string | null;
  dueDate: string | null;
  /** ISO 4217, e.g. `CHF`. */
  currency: string | null;
  supplier: Party;
  customer: Party;
  payment: PaymentInstruction;
  /** Whether the amounts of the lines have the tax in them; `null` where that is unknown. */
  pricesIncludeTax: boolean | null;
  lines: InvoiceLine[];
  adjustments: DocumentAdjustment[];
  taxes: TaxSubtotal[];
  /** Before tax. */
  net: string | null;
  tax: string | null;
  /** With tax, before rounding and what has been paid. */
  gross: string | null;
  prepaid: string | null;
  /** What rounding to 0.05 adds (positive) or takes off (negative). */
  rounding: string | null;
  /** What is left to pay. */
  due: string | null;
}
