import type { Fields } from '../../../src/index.ts';
import type { PartAddress } from '../journal.ts';
import { owner } from '../model.ts';
import type { Row } from '../row.ts';
import type { TableName } from '../tables.ts';
import { typed, type Act, type Save } from './act.ts';
import type { Desk } from './desk.ts';

function someRow(desk: Desk, table: TableName, fields: Fields): Row | undefined {
  const rows = desk
    .live(table)
    .filter((row) => Object.entries(fields).every(([field, value]) => row.fields[field] === value));
  return rows.length === 0 ? undefined : desk.random.pick(rows);
}

const addressOf = (table: TableName, row: Row): PartAddress => ({
  table,
  id: row.id,
  part: '',
  thing: row.thing,
});

/** An edit of a record that is in a certain state when the form is opened. */
function change(desk: Desk, table: TableName, from: Fields, to: Fields): Save | undefined {
  const row = someRow(desk, table, from);
  return row && (() => desk.save(addressOf(table, row), to, row.fields));
}

/** The same, where the state must still hold when it is saved: the system itself checks. */
function step(desk: Desk, from: string, to: string): Save | undefined {
  const row = someRow(desk, 'a.invoices', { status_id: from });
  return (
    row &&
    (() => {
      const now = desk.state(addressOf('a.invoices', row))?.fields;
      return now?.['status_id'] === from && desk.save(addressOf('a.invoices', row), { status_id: to }, now);
    })
  );
}

export function createInvoice(desk: Desk, table: 'invoices' | 'a.invoices'): Save | undefined {
  const companies = desk.live(table === 'invoices' ? 'companies' : 'a.clients');
  if (companies.length === 0) return undefined;
  const company = desk.random.pick(companies).id;
  const [amount, lines] = [desk.values.plain('amount'), desk.values.plain('lines')];
  const fields =
    table === 'invoices'
      ? { owner_company: owner, company, status: 'draft', amount, lines }
      : { client_id: company, amount, line_items: lines };
  return () => desk.create(table, { fields, key: null, thing: desk.journal.log.newThing() }) !== undefined;
}

/** A clerk issues the invoice in A while somebody edits the draft in the hub. */
function issueWhileHubEdits(desk: Desk): Save | undefined {
  const row = someRow(desk, 'a.invoices', { status_id: '1' });
  const inHub = row && desk.places(row.thing).find(({ table }) => table === 'invoices');
  const shown = inHub && desk.state(inHub)?.fields;
  if (row === undefined || inHub === undefined || shown === undefined) return undefined;
  const changed = typed(
    desk,
    [
      desk.random.pick([
        ['amount', 'amount'],
        ['note', 'text'],
      ] as const),
    ],
    shown,
  );
  return () => {
    const now = desk.state(addressOf('a.invoices', row))?.fields;
    if (now?.['status_id'] !== '1') return false;
    const issued = desk.save(addressOf('a.invoices', row), { status_id: '2' }, now);
    return desk.save(inHub, changed, shown) && issued;
  };
}

function editIssuedAmount(desk: Desk): Save | undefined {
  const row = someRow(desk, 'invoices', { status: desk.random.pick(['sent', 'paid']) });
  return (
    row &&
    (() => desk.save(addressOf('invoices', row), typed(desk, [['amount', 'amount']], row.fields), row.fields))
  );
}

/** B computes points, and books entries: no person edits these. */
function compute(desk: Desk, table: 'b.contacts' | 'b.entries'): Save | undefined {
  const row = table === 'b.contacts' ? someRow(desk, table, {}) : someRow(desk, table, { posted: false });
  if (row === undefined) return undefined;
  return () => {
    const now = desk.systems.tables[table].get(row.id);
    if (now?.thing !== row.thing) return false;
    const computed: Fields = table === 'b.contacts' ? { points: 100_000 + now.revision } : { posted: true };
    const after = desk.systems.tables[table].change(
      row.id,
      { fields: { ...now.fields, ...computed } },
      'provider',
    );
    desk.journal.computed(addressOf(table, row), now.fields, after.fields);
    return true;
  };
}

export const invoiceActs: readonly Act[] = [
  { name: 'create-invoice-in-hub', weight: 2, open: (desk) => createInvoice(desk, 'invoices') },
  { name: 'create-invoice-in-a', weight: 2, open: (desk) => createInvoice(desk, 'a.invoices') },
  { name: 'issue', weight: 1.5, open: (desk) => step(desk, '1', '2') },
  { name: 'issue-while-hub-edits', weight: 1.5, open: issueWhileHubEdits },
  { name: 'pay-in-a', weight: 1.5, open: (desk) => step(desk, '2', '4') },
  { name: 'cancel', weight: 1, open: (desk) => step(desk, '2', '5') },
  {
    name: 'ask-to-send',
    weight: 4,
    open: (desk) => change(desk, 'invoices', { status: 'draft' }, { status: 'sent' }),
  },
  {
    name: 'ask-to-pay',
    weight: 4,
    open: (desk) => change(desk, 'invoices', { status: 'sent' }, { status: 'paid' }),
  },
  { name: 'edit-issued-amount', weight: 2, open: editIssuedAmount },
  { name: 'computed-points', weight: 1, open: (desk) => compute(desk, 'b.contacts') },
  { name: 'posted-entry', weight: 2, open: (desk) => compute(desk, 'b.entries') },
];
