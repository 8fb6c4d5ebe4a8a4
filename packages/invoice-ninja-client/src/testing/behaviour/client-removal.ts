import { add } from '../decimal.ts';
import type { ClientData } from '../records/client.ts';
import type { Installation } from '../store/installation.ts';
import type { Row, Table } from '../store/table.ts';

interface OfClient {
  client_id: string;
}

/** Takes a client and everything of it away: no tombstones, no events. */
export function purgeClient(installation: Installation, client: Row<ClientData>): void {
  const { tables } = installation;
  for (const table of tablesOfClients(installation)) {
    for (const row of table.ofCompany(client.companyKey).filter(({ data }) => data.client_id === client.id))
      table.purge(row);
  }
  tables.clients.purge(client);
}

/** Gives everything of one client to another, and takes the first one away without a trace. */
export function mergeClients(
  installation: Installation,
  kept: Row<ClientData>,
  merged: Row<ClientData>,
): void {
  const { tables } = installation;
  for (const table of tablesOfClients(installation)) {
    for (const row of table.ofCompany(kept.companyKey).filter(({ data }) => data.client_id === merged.id)) {
      table.save(row, { client_id: kept.id });
    }
  }
  tables.clients.save(kept, {
    balance: add(kept.data.balance, merged.data.balance),
    paid_to_date: add(kept.data.paid_to_date, merged.data.paid_to_date),
    credit_balance: add(kept.data.credit_balance, merged.data.credit_balance),
    payment_balance: add(kept.data.payment_balance, merged.data.payment_balance),
    contacts: [
      ...kept.data.contacts,
      ...merged.data.contacts.map((contact) => ({ ...contact, is_primary: false })),
    ],
  });
  tables.clients.purge(merged);
}

function tablesOfClients({ tables }: Installation): readonly Table<OfClient>[] {
  const { invoices, payments, expenses, quotes, credits, recurring_invoices, projects, tasks } = tables;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `client_id` is read and written through these
  return [
    invoices,
    payments,
    expenses,
    quotes,
    credits,
    recurring_invoices,
    projects,
    tasks,
  ] as readonly Table<OfClient>[];
}
