export {
  ApiError,
  type ApiErrorCode,
  AuthenticationError,
  type ClientOptions,
  ConflictError,
  HttpStatusError,
  NetworkError,
  NotFoundError,
  type Page,
  type Paginated,
  PermissionError,
  type RateBudget,
  RateLimitError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
  ValidationError,
} from '@unified-sync/http-client';
export { createErpnextClient, type ErpnextClient, type ErpnextClientOptions } from './erpnext-client.ts';
export type { CallOptions } from './api.ts';
export type { ApiVersion } from './api-version.ts';
export type { ErpnextAuth } from './authorization.ts';
export { frappeErrorType } from './map-error.ts';

export { type AnyDocument, anyDocumentSchema, type AnyRow, anyRowSchema } from './entities/any-document.ts';
export { docTypeSchemas, type KnownDocType } from './entities/doc-types.ts';
export { documentFields, field, rowFields } from './entities/fields.ts';
export { type BankAccount, bankAccountSchema } from './entities/bank-account.ts';
export { type BankTransaction, bankTransactionSchema } from './entities/bank-transaction.ts';
export {
  type BankTransactionPayments,
  bankTransactionPaymentsSchema,
} from './entities/bank-transaction-payments.ts';
export { type Customer, customerSchema } from './entities/customer.ts';
export { type GLEntry, glEntrySchema } from './entities/gl-entry.ts';
export { type Item, itemSchema } from './entities/item.ts';
export { type JournalEntry, journalEntrySchema } from './entities/journal-entry.ts';
export { type JournalEntryAccount, journalEntryAccountSchema } from './entities/journal-entry-account.ts';
export { type PaymentEntry, paymentEntrySchema } from './entities/payment-entry.ts';
export {
  type PaymentEntryReference,
  paymentEntryReferenceSchema,
} from './entities/payment-entry-reference.ts';
export { type PaymentSchedule, paymentScheduleSchema } from './entities/payment-schedule.ts';
export { type PurchaseInvoice, purchaseInvoiceSchema } from './entities/purchase-invoice.ts';
export { type PurchaseInvoiceItem, purchaseInvoiceItemSchema } from './entities/purchase-invoice-item.ts';
export {
  type PurchaseTaxesAndCharges,
  purchaseTaxesAndChargesSchema,
} from './entities/purchase-taxes-and-charges.ts';
export { type SalesInvoice, salesInvoiceSchema } from './entities/sales-invoice.ts';
export { type SalesInvoiceItem, salesInvoiceItemSchema } from './entities/sales-invoice-item.ts';
export { type SalesTaxesAndCharges, salesTaxesAndChargesSchema } from './entities/sales-taxes-and-charges.ts';
export { type Supplier, supplierSchema } from './entities/supplier.ts';

export type { KnownKeys } from './known-keys.ts';
export type { Filter, FilterOperator, FilterValue } from './listing/filters.ts';
export type { KeysetField } from './listing/keyset.ts';
export type { FieldName, ListQuery } from './listing/list-query.ts';
export type {
  ChangePage,
  Changes,
  ListChangedOptions,
  Listing,
  ListOptions,
  PageOptions,
} from './listing/listing.ts';

export type { Bulk, BulkOptions, RowResult, UpdateRow } from './resources/bulk.ts';
export type { CallMethodOptions } from './resources/call-method.ts';
export type { CountOptions } from './resources/count.ts';
export {
  type DeletedDocument,
  deletedDocumentSchema,
  type DeletedDocumentsResource,
} from './resources/deleted-documents.ts';
export type { DocumentsResource, RenameOptions } from './resources/documents.ts';
export { fileSchema, type StoredFile, type UploadOptions } from './resources/files.ts';
export type { CreateInput, RowInput, TableChange, UpdateInput } from './resources/inputs.ts';
export type { Lifecycle } from './resources/lifecycle.ts';
export type { DocumentName } from './resources/routes.ts';
export type { RunDocMethodResult } from './resources/run-doc-method.ts';
export type { SiteResource } from './resources/site.ts';
export type { WriteOptions, Writing } from './resources/writing.ts';

export { type Ambiguity, instantToSiteTime, lookBack, siteTimeToInstant } from './time/site-time.ts';

export { parseWebhook, type WebhookNotice } from './webhooks/parse-webhook.ts';
export { signatureHeader, verifyWebhook, type WebhookCheck } from './webhooks/verify-webhook.ts';
export { type WebhookEvent, webhookTemplate } from './webhooks/webhook-template.ts';

export {
  type DocField,
  docFieldSchema,
  type DocTypeMeta,
  docTypeMetaSchema,
} from './codegen/doctype-meta.ts';
export { generateModule } from './codegen/generate-module.ts';
