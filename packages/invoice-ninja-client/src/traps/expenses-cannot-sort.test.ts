import { manualClock } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../testing/index.ts';

const msw = setupServer();
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
afterEach(() => msw.resetHandlers());

const clock = manualClock();
let server: InvoiceNinjaServer;
beforeEach(() => {
  clock.advance(1_000_000);
  server = createInvoiceNinjaServer({ now: clock.now });
  msw.use(...server.handlers);
});
const ninja = () =>
  createInvoiceNinjaClient({ baseUrl: server.baseUrl, token: server.token, now: clock.now });
const asked = () => server.requests.map(({ url }) => new URL(url, server.baseUrl).searchParams);

async function listed(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of ninja().expenses.list({ perPage: 20 })) ids.push(id);
  return ids;
}

describe('expenses that cannot sort', () => {
  it('orders them by number, which is the only fixed thing they can be ordered by', async () => {
    for (let index = 0; index < 100; index += 1) server.db.expenses.insert({ amount: index });
    expect(new Set(await listed()).size).toBe(100);
    expect(new Set(asked().map((query) => query.get('sort')))).toEqual(new Set(['number|asc']));
  });

  it('finds an expense whose number was changed from ahead of the reader to behind it', async () => {
    const ids = Array.from(
      { length: 100 },
      (_, index) => server.db.expenses.insert({ number: String(1000 + index) }).id,
    );
    const moved = ids[90] ?? '';
    let done = false;
    server.onPage(() => {
      clock.advance(10_000);
      if (!done) server.person.edit('expenses', moved, { number: '5' });
      done = true;
    });
    const seen = await listed();
    for (const id of ids) expect(seen).toContain(id);
  });

  it('needs no second look where one page holds them all', async () => {
    for (let index = 0; index < 10; index += 1) server.db.expenses.insert({ amount: index });
    expect(await listed()).toHaveLength(10);
    expect(asked()).toHaveLength(1);
  });

  it('reads expenses that share the digits of their number in one page, since they have no order', async () => {
    for (let index = 0; index < 60; index += 1)
      server.db.expenses.insert({ number: `${index % 2 === 0 ? 'A' : 'B'}-${index >> 1}` });
    expect(new Set(await listed()).size).toBe(60);
    expect(asked().map((query) => query.get('per_page'))).toEqual(['20', '5000']);
  });

  it('takes part in incremental listing all the same', async () => {
    server.db.expenses.insert({ amount: 1 }, { createdAt: clock.now() - 86_400_000 });
    const recent = server.db.expenses.insert({ amount: 2 }).id;
    const since = Math.floor(clock.now() / 1000) - 10;
    for await (const { items, cursor } of ninja().expenses.listChanged({ since }).pages()) {
      expect(items.map(({ id }) => id)).toEqual([recent]);
      expect(cursor).toBe(String(Math.floor(clock.now() / 1000)));
    }
  });
});
