import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const server = createInvoiceNinjaServer({ seed: 5 });
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token });
server.seedCompany({ clients: 120, invoices: 300, payments: 200, products: 60, expenses: 150 });

it.each(['clients', 'invoices', 'payments', 'products', 'expenses', 'vendors'] as const)(
  'reads all %s of a company with a history of three years, while people edit them',
  async (name) => {
    const stop = server.driftPages({ entity: name, editsPerPage: 3 });
    const ids = new Set<string>();
    for await (const { id } of ninja[name].list({ perPage: 40 })) ids.add(id);
    stop();
    expect([...ids].toSorted()).toEqual(
      db[name]
        .all()
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(ids.size).toBeGreaterThan(0);
  },
);
