export { checkIban, checkKnownIban, type KnownIbanOptions } from './checks/bank-account.ts';
export { checkInvoice, type CheckOptions } from './checks/check-invoice.ts';
export type { CheckResult, Verdict } from './checks/check-result.ts';
export { checkCreditNote } from './checks/credit-note.ts';
export { checkCurrency } from './checks/currency.ts';
export { checkDates } from './checks/dates.ts';
export { checkLineArithmetic } from './checks/line-arithmetic.ts';
export { checkLineSum } from './checks/line-sum.ts';
export { checkCreditorReference, checkQrReference } from './checks/payment-reference.ts';
export { checkRequiredFields } from './checks/required-fields.ts';
export { checkRounding } from './checks/rounding.ts';
export { checkTaxArithmetic } from './checks/tax-arithmetic.ts';
export { checkTotals } from './checks/totals.ts';
export { checkVatIds } from './checks/vat-ids.ts';
export {
  checkVatRates,
  defaultVatRates,
  type VatRateOptions,
  type VatRatePeriod,
} from './checks/vat-rates.ts';
export type {
  Attachment,
  DocumentContents,
  DocumentPage,
  DocumentReader,
  PageImage,
} from './document/document.ts';
export { DocumentError, type DocumentErrorCode } from './document/document-error.ts';
export { type MediaType, sniffMediaType } from './document/media-type.ts';
export {
  checkEvidenceFound,
  checkHiddenText,
  checkValuesMatchPrint,
  checkXmlMatchesPrint,
} from './evidence/evidence-checks.ts';
export type { FieldEvidence } from './evidence/field-evidence.ts';
export { readAmount } from './evidence/printed-amount.ts';
export { readDate } from './evidence/printed-date.ts';
export { cacheKey, createMemoryCache, type ExtractionCache } from './extraction/cache.ts';
export { decideStatus } from './extraction/decide-status.ts';
export { extractInvoice } from './extraction/extract-invoice.ts';
export type { Extraction, ExtractionSource, ExtractionUsage, ModelCall } from './extraction/extraction.ts';
export type { ExtractOptions } from './extraction/options.ts';
export { checkQrAgreement } from './extraction/qr-agreement.ts';
export { checkSecondOpinion } from './extraction/second-opinion.ts';
export type {
  DocumentAdjustment,
  DocumentType,
  Invoice,
  InvoiceLine,
  Party,
  PaymentInstruction,
  TaxSubtotal,
} from './invoice/invoice.ts';
export { invoiceSchema } from './invoice/invoice-schema.ts';
export type { ModelInput } from './model/model-input.ts';
export {
  type ModelField,
  type ModelInvoice,
  modelInvoiceSchema,
  schemaVersion,
} from './model/model-invoice.ts';
export type { ModelAnswer, ModelOutcome, TokenUsage } from './model/model-outcome.ts';
export { costUsd, defaultPrices, type ModelPrice, type PriceTable } from './model/prices.ts';
export { createVisionModel, type VisionModel, type VisionModelOptions } from './model/vision-model.ts';
export { parseQrBill, type QrBill } from './qr-bill/parse-qr-bill.ts';
export { parseSwico, type SwicoBillingInformation } from './qr-bill/parse-swico.ts';
export { readInvoiceXml } from './xml/read-invoice-xml.ts';
