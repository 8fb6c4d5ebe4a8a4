import { z } from 'zod';
import {
  accountingCategorySchema,
  labelGroupSchema,
  labelSchema,
  taxRateSchema,
} from '../src/entities/accounting.ts';
import { accountSchema, bankDetailsSchema } from '../src/entities/account.ts';
import {
  cardInvitationSchema,
  cardReferenceSchema,
  cardSchema,
  sensitiveCardDetailsSchema,
} from '../src/entities/card.ts';
import {
  counterpartySchema,
  nameValidationSchema,
  requirementsSchema,
} from '../src/entities/counterparty.ts';
import { quoteSchema, rateSchema, reasonSchema } from '../src/entities/exchange.ts';
import { expenseSchema } from '../src/entities/expense.ts';
import { createdSchema } from '../src/entities/fields.ts';
import { draftSummarySchema, paymentDraftSchema } from '../src/entities/payment-draft.ts';
import { payoutLinkSchema } from '../src/entities/payout-link.ts';
import { departmentSchema, roleSchema, teamMemberSchema } from '../src/entities/team.ts';
import { paymentResultSchema, transactionSchema } from '../src/entities/transaction.ts';
import { failedEventSchema, webhookSchema, webhookWithSecretSchema } from '../src/entities/webhook.ts';

const listed = (key: string, schema: z.ZodType): z.ZodType =>
  z.looseObject({ [key]: z.array(schema), next_page_token: z.string().optional() });

/** The schema that the client reads an operation's 2xx answer with, by the names of the official OpenAPI file. */
export const exampleSchemas: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['addCounterparty', counterpartySchema],
  ['cancelCardInvitation', z.unknown()],
  ['createAccountingCategory', createdSchema],
  ['createCard', cardSchema],
  ['createCardInvitation', cardInvitationSchema],
  ['createDepartment', createdSchema],
  ['createLabel', createdSchema],
  ['createLabelGroup', createdSchema],
  ['createPayment', paymentResultSchema],
  ['createPaymentDraft', createdSchema],
  ['createPayoutLink', payoutLinkSchema],
  ['createTaxRate', createdSchema],
  ['createTransfer', paymentResultSchema],
  ['createWebhook', webhookWithSecretSchema],
  ['exchangeMoney', paymentResultSchema],
  ['getAccount', accountSchema],
  ['getAccountBankDetails', z.array(bankDetailsSchema)],
  ['getAccounts', z.array(accountSchema)],
  ['getAccountingCategories', listed('accounting_categories', accountingCategorySchema)],
  ['getAccountingCategory', accountingCategorySchema],
  ['getCard', cardSchema],
  ['getCardInvitation', cardInvitationSchema],
  ['getCardInvitations', z.array(cardInvitationSchema)],
  ['getCards', z.array(cardSchema)],
  ['getCounterparties', z.array(counterpartySchema)],
  ['getCounterparty', counterpartySchema],
  ['getCounterpartyRequirements', requirementsSchema],
  ['getDepartment', departmentSchema],
  ['getDepartments', listed('departments', departmentSchema)],
  ['getExchangeReasons', z.array(reasonSchema)],
  ['getExpense', expenseSchema],
  ['getExpenses', z.array(expenseSchema)],
  ['getFailedWebhookEvents', z.array(failedEventSchema)],
  ['getIndicativeQuote', quoteSchema],
  ['getLabelGroup', labelGroupSchema],
  ['getLabelGroups', listed('label_groups', labelGroupSchema)],
  ['getLabels', listed('labels', labelSchema)],
  ['getPaymentDraft', paymentDraftSchema],
  ['getPaymentDrafts', z.looseObject({ payment_orders: z.array(draftSummarySchema) })],
  ['getPaymentRequirements', requirementsSchema],
  ['getPayoutLink', payoutLinkSchema],
  ['getPayoutLinks', z.array(payoutLinkSchema)],
  ['getRate', rateSchema],
  ['getRoles', z.array(roleSchema)],
  ['getSensitiveCardDetails', sensitiveCardDetailsSchema],
  ['getTaxRate', taxRateSchema],
  ['getTaxRates', listed('tax_rates', taxRateSchema)],
  ['getTeamMemberById', teamMemberSchema],
  ['getTeamMembers', z.array(teamMemberSchema)],
  ['getTransaction', transactionSchema],
  ['getTransactions', z.array(transactionSchema)],
  ['getTransferReasons', z.array(reasonSchema)],
  ['getWebhook', webhookWithSecretSchema],
  ['getWebhooks', z.array(webhookSchema)],
  ['getWebhookV1', z.looseObject({ url: z.string() })],
  ['inviteTeamMember', teamMemberSchema],
  ['rotateWebhookSigningSecret', webhookWithSecretSchema],
  ['simulateTopUp', paymentResultSchema],
  ['simulateTransferStateUpdate', paymentResultSchema],
  ['updateCard', cardSchema],
  ['updateCardContacts', z.array(z.string())],
  ['updateCardInvitation', cardInvitationSchema],
  ['updateCardReferences', z.array(cardReferenceSchema)],
  ['updateWebhook', webhookSchema],
  ['validateAccountName', nameValidationSchema],
]);
