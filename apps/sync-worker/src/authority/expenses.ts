import { byStream, defineAuthority, shared, type AuthorityDefinition } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { expenses } from './collections/expenses.ts';

/** Expenses are anybody's; tax and category are as Invoice Ninja has them. */
export const expensesAuthority = (mappings: readonly NinjaMappings['expenses'][]): AuthorityDefinition =>
  defineAuthority(expenses, mappings, {
    description: shared({ prefer: 'hub' }),
    amount: shared({ prefer: 'hub' }),
    tax: byStream('invoice-ninja.expenses'),
    currency: shared({ prefer: 'hub' }),
    date: shared({ prefer: 'hub' }),
    category: byStream('invoice-ninja.expenses'),
    invoice_ninja_id: byStream('invoice-ninja.expenses'),
  });
