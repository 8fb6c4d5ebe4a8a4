import * as revolut from '@unified-sync/revolut-client';
import { createRevolutServer } from '@unified-sync/revolut-client/testing';
import { type EntityRecords, madeOf, perEntity, seeded } from './entity-records.ts';

/** Every entity that Revolut lists. */
export function revolutRecords(): EntityRecords[] {
  const server = createRevolutServer({ seed: 7 });
  for (let index = 0; index < perEntity; index += 1)
    server.addAccount({ currency: index % 2 === 0 ? 'EUR' : 'CHF', balance: index * 100.5 });
  server.seedBusiness({ transactions: perEntity });
  return [
    seeded('transactions', revolut.transactionSchema, server.db.transactions.all()),
    seeded('accounts', revolut.accountSchema, server.db.accounts.all()),
    madeOf('counterparties', revolut.counterpartySchema),
    madeOf('payment drafts', revolut.paymentDraftSchema),
    madeOf('payout links', revolut.payoutLinkSchema),
    madeOf('cards', revolut.cardSchema),
    madeOf('card invitations', revolut.cardInvitationSchema),
    madeOf('expenses', revolut.expenseSchema),
    madeOf('accounting categories', revolut.accountingCategorySchema),
    madeOf('tax rates', revolut.taxRateSchema),
    madeOf('label groups', revolut.labelGroupSchema),
    madeOf('labels', revolut.labelSchema),
    madeOf('team members', revolut.teamMemberSchema),
    madeOf('roles', revolut.roleSchema),
    madeOf('departments', revolut.departmentSchema),
    madeOf('webhooks', revolut.webhookSchema),
  ];
}
