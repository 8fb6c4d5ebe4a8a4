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
export {
  createInvoiceNinjaClient,
  type InvoiceNinjaClient,
  type InvoiceNinjaClientOptions,
} from './invoice-ninja-client.ts';
export type { CallOptions } from './api.ts';
export { hostedBudget } from './hosted-budget.ts';
export { recordState } from './record-state.ts';

export { type Client, clientSchema } from './entities/client.ts';
export { type Company, companySchema } from './entities/company.ts';
export {
  type ClientContact,
  clientContactSchema,
  type VendorContact,
  vendorContactSchema,
} from './entities/contact.ts';
export { type Credit, creditSchema, type CreditStatus } from './entities/credit.ts';
export { type Document, documentSchema } from './entities/document.ts';
export { type Expense, expenseSchema } from './entities/expense.ts';
export { type Invitation, invitationSchema } from './entities/invitation.ts';
export { type Invoice, invoiceSchema, type InvoiceStatus } from './entities/invoice.ts';
export { type LineItem, lineItemSchema, type LineItemType } from './entities/line-item.ts';
export {
  type Payment,
  type Paymentable,
  paymentableSchema,
  paymentSchema,
  type PaymentStatus,
} from './entities/payment.ts';
export { type Product, productSchema } from './entities/product.ts';
export { type Project, projectSchema } from './entities/project.ts';
export { type Quote, quoteSchema, type QuoteStatus } from './entities/quote.ts';
export {
  type RecurringInvoice,
  recurringInvoiceSchema,
  type RecurringInvoiceStatus,
} from './entities/recurring-invoice.ts';
export { type Statics, staticsSchema } from './entities/statics.ts';
export { type Task, taskSchema } from './entities/task.ts';
export { type Vendor, vendorSchema } from './entities/vendor.ts';
export { type Webhook, webhookSchema } from './entities/webhook.ts';

export type { Comparison, FilterTable, FilterValues, Range } from './listing/filters.ts';
export type { ListQuery, RecordState } from './listing/list-query.ts';
export type {
  ChangePage,
  Changes,
  CountOptions,
  ListChangedOptions,
  Listing,
  ListOptions,
} from './listing/listing.ts';
export { instant, type Moment } from './listing/unix-seconds.ts';

export type { LineItemInput } from './resources/billing-fields.ts';
export type { BulkInput, BulkResult, CommonActions } from './resources/bulk.ts';
export type {
  ClientActions,
  ClientContactInput,
  ClientCreate,
  ClientSettings,
  ClientsResource,
  ClientUpdate,
} from './resources/clients.ts';
export type { CompanyResource, Ping } from './resources/company.ts';
export type { ContactsUpdate } from './resources/contacts.ts';
export type { PaymentCreate, PaymentCreateOptions } from './resources/create-payment.ts';
export type { CreditActions, CreditCreate, CreditsResource, CreditUpdate } from './resources/credits.ts';
export type { DocumentsResource } from './resources/documents.ts';
export type { ExpenseActions, ExpenseInput, ExpensesResource } from './resources/expenses.ts';
export type { Download, UploadFile, UploadOptions } from './resources/files.ts';
export type {
  InvoiceActions,
  InvoiceCreate,
  InvoiceCreateOptions,
  InvoicesResource,
  InvoiceUpdate,
} from './resources/invoices.ts';
export type {
  PaymentActions,
  PaymentsResource,
  PaymentUpdate,
  PaymentUpdateOptions,
  Refund,
} from './resources/payments.ts';
export type { ProductActions, ProductInput, ProductsResource } from './resources/products.ts';
export type { ProjectInput, ProjectsResource } from './resources/projects.ts';
export type { QuoteActions, QuoteCreate, QuotesResource, QuoteUpdate } from './resources/quotes.ts';
export type { GetOptions, ReadableResource, RecordResource, Uploads } from './resources/record-resource.ts';
export type {
  RecurringInvoiceActions,
  RecurringInvoiceCreate,
  RecurringInvoicesResource,
  RecurringInvoiceUpdate,
} from './resources/recurring-invoices.ts';
export type { EmailOptions, Sending } from './resources/sending.ts';
export type { TaskInput, TasksResource } from './resources/tasks.ts';
export { formatTimeLog, parseTimeLog, type TimeEntry } from './resources/time-log.ts';
export type { VendorContactInput, VendorCreate, VendorsResource, VendorUpdate } from './resources/vendors.ts';
export type { WebhookEntity, WebhookInput, WebhooksResource } from './resources/webhooks.ts';

export {
  parseWebhook,
  webhookBodySchemas,
  type WebhookCall,
  type WebhookNotice,
} from './webhooks/parse-webhook.ts';
export { verifyWebhookSecret, type WebhookSecretCheck } from './webhooks/verify-webhook-secret.ts';
export { webhookEvents, type WebhookEventId, type WebhookEventName } from './webhooks/webhook-events.ts';
export { webhookHeaders } from './webhooks/webhook-headers.ts';
