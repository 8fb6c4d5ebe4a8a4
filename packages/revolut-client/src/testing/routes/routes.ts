import type { Route } from '../http/route.ts';
import type { World } from '../store/world.ts';
import { accountRoutes } from './accounts.ts';
import { accountingRoutes } from './accounting.ts';
import { cardInvitationRoutes, cardRoutes } from './cards.ts';
import { counterpartyRoutes } from './counterparties.ts';
import { expenseRoutes } from './expenses.ts';
import { moveRoutes } from './moves.ts';
import { paymentDraftRoutes } from './payment-drafts.ts';
import { payoutLinkRoutes } from './payout-links.ts';
import { teamRoutes } from './team.ts';
import { transactionRoutes } from './transactions.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route; the first that fits answers. */
export const routesOf = (world: World): Route[] => [
  ...accountRoutes(world),
  ...transactionRoutes(world),
  ...moveRoutes(world),
  ...counterpartyRoutes(world),
  ...paymentDraftRoutes(world),
  ...payoutLinkRoutes(world),
  ...cardRoutes(world),
  ...cardInvitationRoutes(world),
  ...expenseRoutes(world),
  ...accountingRoutes(world),
  ...teamRoutes(world),
  ...webhookRoutes(world),
];
