import type { Expense } from '@unified-sync/invoice-ninja-client';
import type { SideRecord } from '@unified-sync/sync-engine';
import { z } from 'zod';
import { sumOf, taxOf } from './decimals.ts';
import { recordPart, sideRecord, type RecordContext } from './record-context.ts';

/** An expense; its tax is worked out from the rates as the provider's reports do, where it is no amount of its own. */
export function expenseRecord(expense: Expense, context: RecordContext): SideRecord {
  const { lookups } = context;
  const currency =
    expense.currency_id === '' ? lookups.companyCurrency : lookups.currencyCode(expense.currency_id);
  const fields = {
    id: expense.id,
    public_notes: expense.public_notes,
    amount: expense.amount,
    tax: taxText(expense, lookups.decimals(currency)),
    currency,
    date: expense.date,
    category: categoryName(expense),
  };
  return sideRecord(expense, { '': recordPart(expense, fields, context) });
}

function taxText(expense: Expense, decimals: number): string {
  const { amount, tax_amount1, tax_amount2, tax_amount3, tax_rate1, tax_rate2, tax_rate3 } = expense;
  if (expense.calculate_tax_by_amount) return sumOf([tax_amount1, tax_amount2, tax_amount3]);
  const rates = [tax_rate1, tax_rate2, tax_rate3];
  return taxOf(amount, { rates, isInclusive: expense.uses_inclusive_taxes, decimals });
}

const embeddedCategory = z.looseObject({ category: z.looseObject({ name: z.string() }) });

// A category that was not embedded is shown by its id: it is there, and must not look like none.
function categoryName(expense: Expense): string {
  if (expense.category_id === '') return '';
  const { data } = embeddedCategory.safeParse(expense);
  return data?.category.name ?? `#${expense.category_id}`;
}
