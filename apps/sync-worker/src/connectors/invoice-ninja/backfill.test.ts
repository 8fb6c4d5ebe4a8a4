import { expect, it } from 'vitest';
import { createSyncedWorld, type SyncedWorld } from './testing/synced-world.ts';

const size = { clients: 30, invoices: 60, payments: 40, products: 10, expenses: 20 };

type Row = { readonly is_deleted: boolean; readonly client_id?: string };

// What belongs to a deleted client is out of sight in Invoice Ninja, too.
const isLive = ({ server }: SyncedWorld, { is_deleted, client_id = '' }: Row): boolean =>
  !is_deleted && server.db.clients.get(client_id)?.is_deleted !== true;

it(
  'takes a seeded company into an empty hub, and a second pass writes nothing',
  { timeout: 60_000 },
  async () => {
    const world = createSyncedWorld({ settings: { pageSize: 25 } });
    const { server, hub } = world;
    server.seedCompany(size);
    await world.scanAll();

    const live = (rows: readonly Row[]) => rows.filter((row) => isLive(world, row)).length;
    expect(hub.items('companies')).toHaveLength(live(server.db.clients.all()));
    expect(hub.items('client_invoices')).toHaveLength(live(server.db.invoices.all()));
    expect(hub.items('payments')).toHaveLength(live(server.db.payments.all()));
    expect(hub.items('products')).toHaveLength(live(server.db.products.all()));
    expect(hub.items('expenses')).toHaveLength(live(server.db.expenses.all()));
    expect(hub.items('people').length).toBeGreaterThan(20);
    expect(world.findings()).toEqual([]);
    expect(world.providerWrites()).toEqual([]);

    const writes = hub.writes.length;
    await world.reconcileAll();
    expect(hub.writes.slice(writes)).toEqual([]);
    expect(world.providerWrites()).toEqual([]);
    expect(world.findings()).toEqual([]);
  },
);

it(
  'shows each invoice as Invoice Ninja does, to the cent and in its currency',
  { timeout: 60_000 },
  async () => {
    const world = createSyncedWorld();
    const { server, hub } = world;
    server.seedCompany(size);
    await world.scanAll();
    const states = ['', 'draft', 'sent', 'partial', 'paid', 'cancelled', 'reversed'];
    const currencies: Readonly<Record<string, string>> = {
      '1': 'USD',
      '2': 'GBP',
      '3': 'EUR',
      '17': 'CHF',
      '45': 'JPY',
      '49': 'PLN',
      '51': 'CZK',
      '69': 'HUF',
    };
    for (const invoice of server.db.invoices.all().filter((row) => isLive(world, row))) {
      const { fields } = hub.find('client_invoices', { invoice_ninja_id: invoice.id });
      const client = server.db.clients.get(invoice.client_id);
      expect(fields).toMatchObject({
        number: invoice.number,
        status: states[Number(invoice.status_id)],
        gross: String(invoice.amount),
        balance: String(invoice.balance),
        paid: String(invoice.paid_to_date),
        currency: currencies[String(client?.settings['currency_id'])],
        company: hub.find('companies', { invoice_ninja_id: invoice.client_id }).id,
      });
      const rappen = Math.round(Number(fields['net']) * 1e4) + Math.round(Number(fields['tax']) * 1e4);
      expect(rappen).toBe(Math.round(invoice.amount * 1e4));
    }
  },
);
