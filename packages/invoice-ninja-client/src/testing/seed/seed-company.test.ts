import { describe, expect, it } from 'vitest';
import { callApi } from '../call-api.ts';
import { decimal, sum, toNumber } from '../decimal.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../invoice-ninja-server.ts';

const now = (): number => Date.UTC(2026, 5, 1);
const seeded = (seed: number, size = {}): InvoiceNinjaServer => {
  const server = createInvoiceNinjaServer({ seed, now });
  server.seedCompany({ clients: 60, invoices: 400, payments: 320, products: 50, expenses: 80, ...size });
  return server;
};
const everything = async (server: InvoiceNinjaServer): Promise<string> => {
  const lists = ['clients', 'invoices', 'payments', 'products'].map(
    async (name) => await callApi(server, `GET ${name}?per_page=5000&sort=id|asc`),
  );
  const expenses = await callApi(server, 'GET expenses?per_page=5000&sort=number|asc');
  return JSON.stringify([...(await Promise.all(lists)), expenses].map(({ body }) => body));
};

describe('a seeded company', () => {
  it('is the same, byte for byte, for the same seed', async () => {
    const [one, same, other] = [seeded(7), seeded(7), seeded(8)];
    expect(await everything(one)).toBe(await everything(same));
    expect(await everything(one)).not.toBe(await everything(other));
  });

  it('has the size that was asked for', () => {
    const { db } = seeded(1);
    expect(
      [db.clients, db.invoices, db.payments, db.products, db.expenses].map((table) => table.all().length),
    ).toEqual([60, 400, 320, 50, 80]);
  });

  it('owes every client exactly what its open invoices say', () => {
    const { db } = seeded(3);
    for (const client of db.clients.all()) {
      const invoices = db.invoices
        .all()
        .filter(({ client_id, is_deleted }) => client_id === client.id && !is_deleted);
      expect(client.balance).toBe(toNumber(sum(invoices.map(({ balance }) => decimal(balance)))));
    }
  });

  it('has every invoice paid by exactly what its payments put on it', () => {
    const { db } = seeded(3);
    const parts = db.payments.all().flatMap(({ paymentables }) => paymentables);
    for (const invoice of db.invoices.all().filter(({ is_deleted }) => !is_deleted)) {
      const paid = parts.filter(({ invoice_id }) => invoice_id === invoice.id);
      const total = sum(paid.map(({ amount, refunded }) => decimal(amount) - decimal(refunded)));
      expect(invoice.paid_to_date).toBe(toNumber(total));
    }
  });

  it('holds every kind of record that a sync must survive', () => {
    const { db } = seeded(1, { clients: 200, invoices: 1000, payments: 800 });
    const statuses = new Set(db.invoices.all().map(({ status_id }) => status_id));
    expect(statuses).toEqual(new Set(['1', '2', '3', '4', '5', '6']));
    expect(new Set(db.payments.all().map(({ status_id }) => status_id))).toEqual(
      new Set(['2', '4', '5', '6']),
    );
    expect(
      db.invoices.all().some(({ number, is_deleted }) => is_deleted && number.endsWith('_deleted')),
    ).toBe(true);
    expect(db.clients.all().some(({ archived_at, is_deleted }) => archived_at > 0 && !is_deleted)).toBe(true);
    expect(new Set(db.payments.all().map(({ currency_id }) => currency_id)).size).toBeGreaterThan(3);
    expect(db.clients.all().some(({ name }) => /[äöüß]/.test(name))).toBe(true);
    expect(db.clients.all().some(({ name }) => name === '')).toBe(true);
    expect(db.clients.all().some(({ contacts }) => contacts[0]?.email === '')).toBe(true);
  });

  it('ends on the day that was said', async () => {
    const until = new Date(Date.UTC(2025, 2, 1));
    const invoices = seeded(1, { until }).db.invoices.all();
    expect(Math.max(...invoices.map(({ updated_at }) => updated_at))).toBeLessThan(until.getTime() / 1000);
  });

  it('of full size is listed in a few milliseconds of CPU a page', async () => {
    const server = seeded(1, { clients: 1000, invoices: 5000, payments: 4000 });
    const times: number[] = [];
    for (let page = 1; page <= 10; page += 1) {
      const start = process.cpuUsage();
      // oxlint-disable-next-line no-await-in-loop -- each one is timed by itself
      await callApi(server, `GET invoices?per_page=20&page=${page}&sort=id|asc`);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
    }
    // CPU, not time: what other processes do beside it costs this one nothing.
    expect(Math.min(...times)).toBeLessThan(20);
  });
});
