import { checkTypes, fill, text } from '../behaviour/coerce.ts';
import { checkUnique, nextNumber } from '../behaviour/numbers.ts';
import type { ApiRequest, Input } from '../http/api-request.ts';
import { blankExpense, type ExpenseData } from '../records/expense.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import type { Entity } from './entity.ts';
import { equals, matchesId, searches, states } from './filtering.ts';
import { resource } from './resource.ts';
import { knownColumn } from './sorting.ts';

const readOnly = new Set(['user_id', 'expense_currency_id', 'entity_type', 'e_invoice']);
const sortable = new Set([
  'amount',
  'public_notes',
  'date',
  'id_number',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
  'number',
  'client_id',
  'vendor_id',
  'category_id',
]);

/** Expenses: `/expenses`. */
export function expenses(installation: Installation): Entity<ExpenseData> {
  const table = installation.tables.expenses;

  return resource(installation, 'expenses', {
    model: 'Expense',
    permission: 'expense',
    table,
    // Sorting by id, created_at or updated_at is ignored without a word.
    compare: knownColumn(blankExpense, sortable),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      vendor: ({ data }) => embedded(installation, 'vendors', data.vendor_id),
      invoice: ({ data }) => embedded(installation, 'invoices', data.invoice_id),
      category: () => undefined,
    },
    filters: {
      client_status: states(expenseStates),
      number: equals('number'),
      match_transactions:
        () =>
        ({ data }) =>
          data.transaction_id === '',
      has_invoices: (value) => {
        const [kind, id = ''] = value.split(',');
        const isOf = matchesId<ExpenseData>(kind === 'project' ? 'project_id' : 'client_id', id);
        return (row) => isOf(row) && row.data.invoice_id !== '';
      },
      filter: searches(
        'public_notes',
        'number',
        'custom_value1',
        'custom_value2',
        'custom_value3',
        'custom_value4',
      ),
    },
    create(input, { principal: { company, userId } }) {
      const changes = readExpense(installation, input, company);
      const row = table.insert(company.key, {
        ...blankExpense(),
        ...withDefaults(installation, company, changes),
        user_id: userId,
      });
      installation.emit('expenses', 'create', row);
      return row;
    },
    update(row, input, { principal: { company } }) {
      table.save(row, readExpense(installation, input, company, row));
      installation.emit('expenses', 'update', row);
      return row;
    },
    bulkActions: {
      bulk_categorize(rows, { input }: ApiRequest) {
        for (const row of rows) table.save(row, { category_id: text(input['category_id']) });
      },
    },
  });
}

const expenseStates = {
  logged: ({ data }: Row<ExpenseData>) =>
    data.amount > 0 && data.invoice_id === '' && data.payment_date === '' && !data.should_be_invoiced,
  pending: ({ data }: Row<ExpenseData>) => data.should_be_invoiced && data.invoice_id === '',
  invoiced: ({ data }: Row<ExpenseData>) => data.invoice_id !== '',
  paid: ({ data }: Row<ExpenseData>) => data.payment_date !== '',
  unpaid: ({ data }: Row<ExpenseData>) => data.payment_date === '',
  uncategorized: ({ data }: Row<ExpenseData>) => data.category_id === '',
};

function readExpense(
  { tables }: Installation,
  input: Input,
  company: Company,
  self?: Row,
): Partial<ExpenseData> {
  checkTypes(blankExpense(), input);
  const changes = fill(blankExpense(), input, readOnly);
  checkUnique(tables.expenses, 'number', company.key, changes.number, self);
  return changes;
}

function withDefaults(
  installation: Installation,
  company: Company,
  changes: Partial<ExpenseData>,
): Partial<ExpenseData> {
  const { tables, clock } = installation;
  const given = (name: 'number' | 'date' | 'currency_id', otherwise: () => string): string =>
    changes[name] || otherwise();
  return {
    ...changes,
    number: given('number', () => nextNumber(installation, 'expenses', tables.expenses, company.key)),
    date: given('date', () => clock.today(company.utcOffset)),
    currency_id: given('currency_id', () => company.settings.currency_id),
  };
}
