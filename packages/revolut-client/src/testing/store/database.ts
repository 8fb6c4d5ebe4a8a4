import type { AccountingCategory, Label, LabelGroup, TaxRate } from '../../entities/accounting.ts';
import type { Account } from '../../entities/account.ts';
import type { Card, CardInvitation } from '../../entities/card.ts';
import type { Counterparty } from '../../entities/counterparty.ts';
import type { Expense } from '../../entities/expense.ts';
import type { PayoutLink } from '../../entities/payout-link.ts';
import type { PaymentDraft } from '../../entities/payment-draft.ts';
import type { Department, Role, TeamMember } from '../../entities/team.ts';
import type { Transaction } from '../../entities/transaction.ts';
import { createTable, type Table } from './table.ts';

/** A draft with what lists and filters need to know of it. */
export type StoredDraft = PaymentDraft & { id: string; source: 'api' | 'integration' | 'email' };

/** A receipt of an expense. */
export interface StoredReceipt {
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
}

/** Everything that is stored. */
export interface Database {
  readonly accounts: Table<Account>;
  readonly counterparties: Table<Counterparty>;
  readonly transactions: Table<Transaction>;
  readonly paymentDrafts: Table<StoredDraft>;
  readonly payoutLinks: Table<PayoutLink>;
  readonly cards: Table<Card>;
  readonly cardInvitations: Table<CardInvitation>;
  readonly expenses: Table<Expense>;
  readonly receipts: Table<StoredReceipt>;
  readonly accountingCategories: Table<AccountingCategory>;
  readonly taxRates: Table<TaxRate>;
  readonly labelGroups: Table<LabelGroup>;
  readonly labels: Table<Label & { group_id: string }>;
  readonly teamMembers: Table<TeamMember>;
  readonly roles: Table<Role>;
  readonly departments: Table<Department>;
}

export const createDatabase = (): Database => ({
  accounts: createTable(),
  counterparties: createTable(),
  transactions: createTable(),
  paymentDrafts: createTable(),
  payoutLinks: createTable(),
  cards: createTable(),
  cardInvitations: createTable(),
  expenses: createTable(),
  receipts: createTable(),
  accountingCategories: createTable(),
  taxRates: createTable(),
  labelGroups: createTable(),
  labels: createTable(),
  teamMembers: createTable(),
  roles: createTable(),
  departments: createTable(),
});
