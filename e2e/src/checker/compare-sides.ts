import type { Item } from '../stage/hub-api.ts';
import { exact, plainText } from './exact.ts';
import { pairRecords, type Pair } from './pair-records.ts';
import { property, type Sides } from './read-sides.ts';

const statuses: Readonly<Record<string, string>> = {
  1: 'draft',
  2: 'sent',
  3: 'partial',
  4: 'paid',
  5: 'cancelled',
  6: 'reversed',
};
const paymentStatuses: Readonly<Record<string, string>> = {
  1: 'pending',
  2: 'cancelled',
  3: 'failed',
  4: 'completed',
  5: 'partially_refunded',
  6: 'refunded',
};

const same = (hub: unknown, ninja: unknown): boolean => plainText(hub) === plainText(ninja);
const sameAmount = (hub: unknown, ninja: unknown): boolean => exact(hub) === exact(ninja);
type Rule = readonly [hub: string, ninja: string, equal: (hub: unknown, ninja: unknown) => boolean];

const text = (...pairs: readonly (readonly [string, string])[]): Rule[] =>
  pairs.map(([hub, ninja]) => [hub, ninja, same]);
const money = (...pairs: readonly (readonly [string, string])[]): Rule[] =>
  pairs.map(([hub, ninja]) => [hub, ninja, sameAmount]);

const companyRules = text(
  ['name', 'name'],
  ['phone', 'phone'],
  ['website', 'website'],
  ['vat_number', 'vat_number'],
  ['registration_number', 'id_number'],
  ['address_line_1', 'address1'],
  ['address_line_2', 'address2'],
  ['postal_code', 'postal_code'],
  ['city', 'city'],
);
const personRules = text(
  ['first_name', 'first_name'],
  ['last_name', 'last_name'],
  ['email', 'email'],
  ['phone', 'phone'],
);
const productRules = [
  ...text(['sku', 'product_key'], ['description', 'notes']),
  ...money(['price', 'price'], ['cost', 'cost']),
];
const expenseRules = [
  ...text(['description', 'public_notes'], ['date', 'date']),
  ...money(['amount', 'amount']),
];
const invoiceRules = [
  ...text(['number', 'number'], ['date', 'date'], ['due_date', 'due_date'], ['po_number', 'po_number']),
  ...money(['gross', 'amount'], ['tax', 'total_taxes'], ['paid', 'paid_to_date'], ['balance', 'balance']),
  ['status', 'status_id', (hub, ninja) => hub === statuses[String(ninja)]] satisfies Rule,
];
const paymentRules = [
  ...text(['reference', 'transaction_reference'], ['date', 'date']),
  ...money(['amount', 'amount'], ['refunded', 'refunded']),
  ['status', 'status_id', (hub, ninja) => hub === paymentStatuses[String(ninja)]] satisfies Rule,
];

/** Everything that is not the same on both sides, or there twice, one line each. Empty: they agree. */
export function compareSides(sides: Sides): string[] {
  const { hub, ninja } = sides;
  const contacts = ninja.clients.flatMap((client) => contactsOf(client));
  const deleted = new Set(
    ninja.clients.filter((client) => client['is_deleted'] === true).map(({ id }) => id),
  );
  const isOfDeleted = (row: Item): boolean => deleted.has(row['client_id']);
  const [companies, people, products, invoices, payments, expenses] = [
    pairRecords('companies', hub.companies, ninja.clients),
    pairRecords('people', hub.people, contacts),
    pairRecords('products', hub.products, ninja.products),
    pairRecords('client_invoices', hub.client_invoices, ninja.invoices, isOfDeleted),
    pairRecords('payments', hub.payments, ninja.payments, isOfDeleted),
    pairRecords('expenses', hub.expenses, ninja.expenses, isOfDeleted),
  ];
  const idOfClient = new Map(companies.pairs.map(({ item, row }) => [row['id'], item['id']]));
  return [
    ...[companies, people, products, invoices, payments, expenses].flatMap(({ problems }) => problems),
    ...differences('companies', companies.pairs, companyRules),
    ...differences('people', people.pairs, personRules),
    ...differences('products', products.pairs, productRules),
    ...differences('expenses', expenses.pairs, expenseRules),
    ...differences('client_invoices', invoices.pairs, invoiceRules),
    ...differences('payments', payments.pairs, paymentRules),
    ...[...invoices.pairs, ...payments.pairs].flatMap(({ item, row }) =>
      idOfClient.get(row['client_id']) === item['company']
        ? []
        : [`${String(row['id'])}: belongs to another company`],
    ),
    ...invoices.pairs.flatMap(linesOf),
    ...totals('gross', invoices.pairs, 'gross', 'amount'),
    ...totals('payments', payments.pairs, 'amount', 'amount'),
  ];
}

function differences(what: string, pairs: readonly Pair[], rules: readonly Rule[]): string[] {
  return pairs.flatMap(({ item, row }) =>
    rules
      .filter(([hub, ninja, equal]) => !equal(item[hub], row[ninja]))
      .map(
        ([hub, ninja]) =>
          `${what} ${String(row['id'])} ${hub}: ${JSON.stringify(item[hub])} in the hub, ${JSON.stringify(row[ninja])} in Invoice Ninja`,
      ),
  );
}

function linesOf({ item, row }: Pair): string[] {
  const [ours, theirs] = [listOf(item['lines']), listOf(row['line_items'])];
  const rules = money(['quantity', 'quantity'], ['unit_price', 'cost'], ['line_total', 'line_total']);
  const isSame =
    ours.length === theirs.length &&
    ours.every((line, index) =>
      rules.every(([hub, ninja, equal]) => equal(line[hub], theirs[index]?.[ninja])),
    );
  return isSame ? [] : [`client_invoices ${String(row['id'])}: other lines`];
}

const sum = (values: readonly unknown[]): bigint =>
  values.reduce((total: bigint, value) => total + exact(value), 0n);

/** The sum of each side, so that what a pairing could miss would show all the same. */
function totals(what: string, pairs: readonly Pair[], hub: string, ninja: string): string[] {
  const [ours, theirs] = [sum(pairs.map(({ item }) => item[hub])), sum(pairs.map(({ row }) => row[ninja]))];
  return ours === theirs
    ? []
    : [`the sum of ${what} is ${ours} in the hub and ${theirs} in Invoice Ninja (1e-8 units)`];
}

const listOf = (value: unknown): readonly Item[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? parsed : [];
};

/** Contacts of a client that are somebody: Invoice Ninja makes an empty one where there is none. */
function contactsOf(client: Item): readonly Item[] {
  const contacts = property(client, 'contacts');
  if (!Array.isArray(contacts)) return [];
  return contacts
    .map((contact: Item) => ({ ...contact, is_deleted: client['is_deleted'] }))
    .filter((contact: Item) =>
      ['first_name', 'last_name', 'email', 'phone'].some((name) => plainText(contact[name]) !== ''),
    );
}
