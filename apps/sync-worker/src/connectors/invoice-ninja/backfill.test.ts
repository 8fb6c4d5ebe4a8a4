import { expect, it } from 'vitest';
import { createSyncedWorld } from './testing/synced-world.ts';

it(
  'takes a seeded company into an empty hub, and a second pass writes nothing',
  { timeout: 60_000 },
  async () => {
    const world = createSyncedWorld({ settings: { pageSize: 50 } });
    world.server.seedCompany({ clients: 30, invoices: 60, payments: 40, products: 10, expenses: 20 });
    await world.scanAll();
    console.log(world.findings(), world.providerWrites());
    console.log(
      world.store
        .tables()
        .findings.filter((f) => f.open)
        .slice(0, 6)
        .map((f) => f.finding),
    );
    console.log(
      world.hub.items('client_invoices')[3],
      world.hub.items('payments')[2],
      world.hub.items('companies')[2],
      world.hub.items('expenses')[2],
    );
    expect(world.hub.items('client_invoices').length).toBeGreaterThan(50);
  },
);
