import type { Invoice } from '../invoice/invoice.ts';
import { checkIban, checkKnownIban, type KnownIbanOptions } from './bank-account.ts';
import type { CheckResult } from './check-result.ts';
import { checkCreditNote } from './credit-note.ts';
import { checkCurrency } from './currency.ts';
import { checkDates } from './dates.ts';
import { checkLineArithmetic } from './line-arithmetic.ts';
import { checkLineSum } from './line-sum.ts';
import { checkCreditorReference, checkQrReference } from './payment-reference.ts';
import { checkRequiredFields } from './required-fields.ts';
import { checkRounding } from './rounding.ts';
import { checkTaxArithmetic } from './tax-arithmetic.ts';
import { checkTotals } from './totals.ts';
import { checkVatIds } from './vat-ids.ts';
import { checkVatRates, type VatRateOptions } from './vat-rates.ts';

/** What the checks of an invoice need to know besides it. */
export interface CheckOptions extends KnownIbanOptions, VatRateOptions {
  /** Milliseconds since 1970. */
  now: number;
}

/** Every check that needs the invoice alone, wherever it came from. Pure. */
export const checkInvoice = (invoice: Invoice, options: CheckOptions): CheckResult[] => [
  checkRequiredFields(invoice),
  checkLineArithmetic(invoice),
  checkLineSum(invoice),
  checkTaxArithmetic(invoice),
  checkTotals(invoice),
  checkRounding(invoice),
  checkCreditNote(invoice),
  checkCurrency(invoice),
  checkDates(invoice, options),
  checkVatRates(invoice, options),
  checkVatIds(invoice),
  checkIban(invoice),
  checkKnownIban(invoice, options),
  checkQrReference(invoice),
  checkCreditorReference(invoice),
];
