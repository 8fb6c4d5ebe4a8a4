import { type ClientOptions, createHttpClient, type HttpClient } from '@unified-sync/http-client';
import { bearerAuthorization } from '@unified-sync/http-client/oauth';
import type { RevolutApi } from './api.ts';
import { createRevolutAuth, type RevolutAuth, type RevolutAuthOptions } from './auth/revolut-auth.ts';
import { type Environment, hosts } from './environment.ts';
import { mapError } from './map-error.ts';
import {
  type AccountingCategoriesResource,
  createAccountingCategories,
  createLabelGroups,
  createLabels,
  createTaxRates,
  type LabelGroupsResource,
  type LabelsResource,
  type TaxRatesResource,
} from './resources/accounting.ts';
import { type AccountsResource, createAccounts } from './resources/accounts.ts';
import {
  type CardInvitationsResource,
  type CardsResource,
  createCardInvitations,
  createCards,
} from './resources/cards.ts';
import { type CounterpartiesResource, createCounterparties } from './resources/counterparties.ts';
import { createExchanges, type ExchangesResource } from './resources/exchanges.ts';
import { createExpenses, type ExpensesResource } from './resources/expenses.ts';
import { createPaymentDrafts, type PaymentDraftsResource } from './resources/payment-drafts.ts';
import { createPayments, type PaymentsResource } from './resources/payments.ts';
import { createPayoutLinks, type PayoutLinksResource } from './resources/payout-links.ts';
import { createSimulations, type SimulationsResource } from './resources/simulations.ts';
import {
  createDepartments,
  createRoles,
  createTeamMembers,
  type DepartmentsResource,
  type RolesResource,
  type TeamMembersResource,
} from './resources/team.ts';
import { createTransactions, type TransactionsResource } from './resources/transactions.ts';
import { createTransfers, type TransfersResource } from './resources/transfers.ts';
import { createWebhooks, type WebhooksResource } from './resources/webhooks.ts';
import { revolutBudget } from './revolut-budget.ts';

export interface RevolutClientOptions extends ClientOptions {
  environment: Environment;
  auth: RevolutAuthOptions;
  /**
   * Root of the API without a version, for a proxy or a mock server.
   * @default 'https://b2b.revolut.com/api', or that of the sandbox
   */
  baseUrl?: string | undefined;
  /** Makes the `request_id` of a call that has none. @default crypto.randomUUID */
  createRequestId?: (() => string) | undefined;
}

/** A client of one business. */
export interface RevolutClient {
  /** Consent of a person, and the tokens that come of it. */
  auth: RevolutAuth;
  accounts: AccountsResource;
  counterparties: CounterpartiesResource;
  transactions: TransactionsResource;
  payments: PaymentsResource;
  transfers: TransfersResource;
  exchanges: ExchangesResource;
  paymentDrafts: PaymentDraftsResource;
  payoutLinks: PayoutLinksResource;
  cards: CardsResource;
  cardInvitations: CardInvitationsResource;
  expenses: ExpensesResource;
  accountingCategories: AccountingCategoriesResource;
  taxRates: TaxRatesResource;
  labelGroups: LabelGroupsResource;
  labels: LabelsResource;
  teamMembers: TeamMembersResource;
  roles: RolesResource;
  departments: DepartmentsResource;
  webhooks: WebhooksResource;
  simulations: SimulationsResource;
  /** For whatever this client has no method; paths begin with their version, e.g. `/1.0/accounts`. */
  http: HttpClient;
}

/**
 * Makes a client.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const revolut = createRevolutClient({
 *   environment: 'production',
 *   auth: { clientId, privateKey, redirectUri, store: fileTokenStore({ path }) },
 * });
 * for await (const account of revolut.accounts.list()) console.log(account.balance, account.currency);
 */
export function createRevolutClient(options: RevolutClientOptions): RevolutClient {
  const { environment, auth: authOptions, baseUrl, createRequestId, ...given } = options;
  if (environment !== 'production' && environment !== 'sandbox')
    throw new TypeError(`environment: expected 'production' or 'sandbox', got ${typeof environment}.`);
  // Revolut counts a business, so a client without a budget would spend that of all others.
  const clientOptions: ClientOptions = { ...given, budget: given.budget ?? revolutBudget(1, given) };
  const auth = createRevolutAuth({ ...authOptions, environment, apiRoot: baseUrl }, clientOptions);
  const http = createHttpClient({
    ...clientOptions,
    provider: 'revolut',
    baseUrl: baseUrl ?? hosts[environment].api,
    mapError,
    secrets: secretsOf(authOptions),
    authorize: bearerAuthorization(auth.accessToken),
  });
  const api: RevolutApi = {
    http,
    environment,
    now: given.now ?? Date.now,
    createRequestId: createRequestId ?? (() => crypto.randomUUID()),
  };

  return {
    auth,
    accounts: createAccounts(api),
    counterparties: createCounterparties(api),
    transactions: createTransactions(api),
    payments: createPayments(api),
    transfers: createTransfers(api),
    exchanges: createExchanges(api),
    paymentDrafts: createPaymentDrafts(api),
    payoutLinks: createPayoutLinks(api),
    cards: createCards(api),
    cardInvitations: createCardInvitations(api),
    expenses: createExpenses(api),
    accountingCategories: createAccountingCategories(api),
    taxRates: createTaxRates(api),
    labelGroups: createLabelGroups(api),
    labels: createLabels(api),
    teamMembers: createTeamMembers(api),
    roles: createRoles(api),
    departments: createDepartments(api),
    webhooks: createWebhooks(api),
    simulations: createSimulations(api),
    http,
  };
}

/** What a proxy could send back in an error. The access token is known by the header that it stands in. */
const secretsOf = ({ refreshToken, privateKey }: RevolutAuthOptions): string[] =>
  [refreshToken, privateKey].filter((secret) => typeof secret === 'string');
