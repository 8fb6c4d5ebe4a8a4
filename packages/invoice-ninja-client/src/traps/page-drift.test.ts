import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../testing/index.ts';

const msw = setupServer();
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
afterEach(() => msw.resetHandlers());

let server: InvoiceNinjaServer;
beforeEach(() => {
  server = createInvoiceNinjaServer();
  msw.use(...server.handlers);
});
const client = () => createInvoiceNinjaClient({ baseUrl: server.baseUrl, token: server.token });

function fill(count: number): string[] {
  return Array.from({ length: count }, (_, index) => server.db.clients.insert({ name: `c${index}` }).id);
}

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id } of list) ids.add(id);
  return ids;
}

describe('rows that move while they are listed', () => {
  it('loses none when rows on pages already read leave the filter', async () => {
    const ids = fill(200);
    let next = 0;
    server.onPage(() => {
      if (next < 60) server.person.archive('clients', ...ids.slice(next, (next += 5)));
    });
    const seen = await idsOf(client().clients.list({ status: ['active'], perPage: 20 }));
    for (const id of ids.slice(60)) expect(seen).toContain(id);
  });

  it('loses none when one is purged for each one that is new, so that the total never changes', async () => {
    const ids = fill(120);
    let next = 0;
    server.onPage(() => {
      if (next >= 20) return;
      server.db.clients.purge(ids[next] ?? '');
      next += 1;
      server.db.clients.insert({ name: 'new' });
    });
    const seen = await idsOf(client().clients.list({ perPage: 20 }));
    for (const id of ids.slice(next)) expect(seen).toContain(id);
  });

  it('loses none of those changed since a moment when others are changed meanwhile', async () => {
    const old = Date.UTC(2025, 0, 1);
    const ids = Array.from({ length: 200 }, (_, index) =>
      server.db.clients.insert({ name: `c${index}` }, index % 2 === 0 ? { createdAt: old } : {}),
    ).map(({ id }) => id);
    server.driftPages({ entity: 'clients', editsPerPage: 7 });
    const seen = await idsOf(client().clients.list({ updatedSince: old / 1000 + 1, perPage: 20 }));
    for (const id of ids.filter((_, index) => index % 2 === 1)) expect(seen).toContain(id);
  });

  it('gives the newest state of a row last', async () => {
    const ids = fill(60);
    const last = ids[19] ?? '';
    let edited = false;
    server.onPage(() => {
      if (!edited) server.person.edit('clients', last, { name: 'edited' });
      edited = true;
    });
    const names: string[] = [];
    for await (const row of client().clients.list({ perPage: 20 })) if (row.id === last) names.push(row.name);
    expect(names).toEqual(['c19', 'edited']);
  });
});
