import { expenseSchema, type Expense } from '@unified-sync/invoice-ninja-client';
import type { Fields } from '@unified-sync/sync-engine';
import type { NinjaEntity, WriteTools } from '../entity.ts';
import { expenseRecord } from '../records/expense-record.ts';
import { rowsOf } from '../rows-of.ts';
import { keyed } from '../writes/key-slot.ts';
import { currencyIdOf, numberField, sameFields, textField } from '../writes/request-fields.ts';
import { removeRow } from './remove-row.ts';

export const expenses: NinjaEntity<Expense> = {
  name: 'expenses',
  schema: expenseSchema,
  rows: ({ expenses: resource }) => rowsOf(resource, ['category']),
  show: expenseRecord,
  async create({ fields, key }, { ninja, settings, lookups }) {
    const input = { ...expenseInput(fields, lookups), ...keyed(settings, key) };
    return { row: await ninja.expenses.create(input), part: '' };
  },
  async update(row, { fields }, { ninja, lookups }) {
    const answer = await ninja.expenses.update(row.id, expenseInput(fields, lookups));
    return withCategoryOf(row, answer);
  },
  remove: async (row, _part, { ninja }) => withCategoryOf(row, await removeRow(ninja.expenses, row)),
  restore: async (row, _part, { ninja }) => withCategoryOf(row, await ninja.expenses.restore(row.id)),
};

function expenseInput(fields: Fields, lookups: WriteTools<Expense>['lookups']) {
  const [amount, currency] = [numberField(fields, 'amount'), textField(fields, 'currency')];
  return {
    ...sameFields(fields, ['public_notes', 'date']),
    ...(amount !== undefined && { amount }),
    ...(currency !== undefined && { currency_id: currencyIdOf(currency, lookups) }),
  };
}

// Answers to writes embed nothing.
const withCategoryOf = (before: Expense, answer: Expense): Expense =>
  answer.category_id === before.category_id && answer['category'] === undefined
    ? { ...answer, category: before['category'] }
    : answer;
