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
  type AccessTokenSource,
  inMemoryTokenStore,
  ReauthorizationRequiredError,
  type TokenCipher,
  tokenCipher,
  type TokenSet,
  type TokenStore,
} from '@unified-sync/http-client/oauth';
export type { CallOptions } from './api.ts';
export { type ClientAssertionOptions, createClientAssertion } from './auth/client-assertion.ts';
export { consentUrl, type ConsentUrlOptions, type Scope } from './auth/consent-url.ts';
export type { RevolutAuth, RevolutAuthOptions } from './auth/revolut-auth.ts';
export type { Environment } from './environment.ts';
export { errorCodes, existingCounterpartyId, revolutErrorCode } from './error-body.ts';
export { revolutBudget } from './revolut-budget.ts';
export { createRevolutClient, type RevolutClient, type RevolutClientOptions } from './revolut-client.ts';

export {
  type Account,
  accountSchema,
  type AccountState,
  type BankDetails,
  bankDetailsSchema,
  type PaymentScheme,
} from './entities/account.ts';
export {
  type AccountingCategory,
  accountingCategorySchema,
  type Label,
  type LabelGroup,
  labelGroupSchema,
  labelSchema,
  type TaxRate,
  taxRateSchema,
} from './entities/accounting.ts';
export {
  type Card,
  type CardInvitation,
  cardInvitationSchema,
  type CardReference,
  cardReferenceSchema,
  cardSchema,
  type CardState,
  type SensitiveCardDetails,
  sensitiveCardDetailsSchema,
} from './entities/card.ts';
export {
  type Address,
  addressSchema,
  type Counterparty,
  type CounterpartyAccount,
  counterpartyAccountSchema,
  counterpartySchema,
  type NameValidation,
  nameValidationSchema,
  type Requirements,
  requirementsSchema,
} from './entities/counterparty.ts';
export {
  type Quote,
  quoteSchema,
  type Rate,
  rateSchema,
  type Reason,
  reasonSchema,
} from './entities/exchange.ts';
export {
  type Expense,
  expenseSchema,
  type ExpenseSplit,
  expenseSplitSchema,
  type ExpenseState,
} from './entities/expense.ts';
export { type Created, createdSchema, type Money, moneySchema } from './entities/fields.ts';
export {
  type DraftPayment,
  draftPaymentSchema,
  type DraftPaymentState,
  type DraftSummary,
  draftSummarySchema,
  type PaymentDraft,
  paymentDraftSchema,
} from './entities/payment-draft.ts';
export { type PayoutLink, payoutLinkSchema, type PayoutLinkState } from './entities/payout-link.ts';
export {
  type Department,
  departmentSchema,
  type Role,
  roleSchema,
  type TeamMember,
  teamMemberSchema,
} from './entities/team.ts';
export {
  type Leg,
  legKey,
  legSchema,
  type PaymentResult,
  paymentResultSchema,
  type Transaction,
  transactionSchema,
  type TransactionState,
  type TransactionType,
} from './entities/transaction.ts';
export {
  type FailedEvent,
  failedEventSchema,
  type Webhook,
  type WebhookEventName,
  webhookSchema,
  type WebhookWithSecret,
  webhookWithSecretSchema,
} from './entities/webhook.ts';
export type { Moment } from './listing/instants.ts';
export type { ChangePage, Changes, ListChangedOptions } from './listing/list-changed.ts';
export type { AccountingResource, ListByTokenOptions } from './resources/accounting-resource.ts';
export type {
  AccountingCategoriesResource,
  AccountingCategoryInput,
  LabelGroupsResource,
  LabelsResource,
  NamedInput,
  TaxRateInput,
  TaxRatesResource,
} from './resources/accounting.ts';
export type { AccountsResource } from './resources/accounts.ts';
export type { ListByCreationOptions } from './resources/by-creation.ts';
export type {
  CardControls,
  CardCreate,
  CardCreateOptions,
  CardInvitationsResource,
  CardsResource,
} from './resources/cards.ts';
export type {
  Corridor,
  CounterpartiesResource,
  CounterpartyCreate,
  CounterpartyFilters,
  HolderName,
  NameToValidate,
} from './resources/counterparties.ts';
export type { ExchangeCreate, ExchangeSide, ExchangesResource } from './resources/exchanges.ts';
export type { ExpenseListOptions, ExpensesResource, Receipt } from './resources/expenses.ts';
export type { DraftCreate, DraftSource, PaymentDraftsResource } from './resources/payment-drafts.ts';
export type {
  ChargeBearer,
  PaymentCreate,
  PaymentsResource,
  QuoteRequest,
  Receiver,
} from './resources/payments.ts';
export type { PayoutLinkCreate, PayoutLinksResource } from './resources/payout-links.ts';
export { type IdempotentOptions, UnclearPaymentError } from './resources/request-id.ts';
export type { SimulationsResource, TopUp } from './resources/simulations.ts';
export type { DepartmentsResource, RolesResource, TeamMembersResource } from './resources/team.ts';
export type { TransactionListOptions, TransactionsResource } from './resources/transactions.ts';
export type { TransferCreate, TransfersResource } from './resources/transfers.ts';
export type { WebhookInput, WebhooksResource } from './resources/webhooks.ts';
export {
  type KnownWebhookEvent,
  parseWebhook,
  type UnknownWebhookEvent,
  webhookBodySchemas,
  type WebhookEvent,
  webhookKey,
} from './webhooks/parse-webhook.ts';
export { verifyWebhook, type WebhookDelivery, webhookHeaders } from './webhooks/verify-webhook.ts';
