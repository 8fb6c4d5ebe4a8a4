import type { Side } from '@unified-sync/sync-engine';
import { expect, it, vi } from 'vitest';
import { createSyncedWorld } from './testing/synced-world.ts';

const size = { clients: 200, invoices: 1_000, payments: 600, products: 100, expenses: 100 };
const pageSize = 20;

it(
  'a pass over records that have not changed asks for their pages and for nothing else',
  { timeout: 240_000 },
  async () => {
    const world = createSyncedWorld({ settings: { pageSize } });
    world.server.seedCompany(size);
    await world.scanAll();
    const streams = Object.keys(world.connector.streams);
    for (const stream of streams) {
      const { rev } = await world.store.loadCheckpoint(stream);
      await world.store.saveCheckpoint(stream, rev, { cursor: null, page: null, firstListingDone: true });
    }
    const asked: string[] = [];
    const { side } = world.hub;
    vi.spyOn(world.hub, 'side').mockImplementation((collection) => told(side(collection), asked));
    const before = world.sent.length;
    let records = 0;
    for (const stream of streams) records += (await world.engine.scan(stream)).records;

    const { db } = world.server;
    // What belongs to a deleted client is out of sight in Invoice Ninja.
    const gone = new Set(db.clients.all().flatMap(({ id, is_deleted }) => (is_deleted ? [id] : [])));
    const shown = (rows: readonly { readonly client_id: string }[]): number =>
      rows.filter(({ client_id }) => !gone.has(client_id)).length;
    const counts = [
      db.clients.all().length,
      db.products.all().length,
      db.quotes.all().length,
      shown(db.invoices.all()),
      shown(db.payments.all()),
      shown(db.expenses.all()),
    ];
    expect(records).toBeGreaterThanOrEqual(counts.reduce((sum, count) => sum + count, 0));
    // Pages overlap, so that no record is lost between two of them: that may cost one request more in twenty.
    const fewest = counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / pageSize)), 0);
    const requests = world.sent.slice(before);
    expect(requests.length).toBeLessThanOrEqual(Math.floor(fewest * 1.05));
    expect(asked).toEqual([]);
    expect(world.findings()).toEqual([]);
  },
);

/** A side that notes what it is asked for. */
function told(side: Side, asked: string[]): Side {
  return {
    ...side,
    look: async (ids) => (asked.push(`look ${ids.length}`), await side.look(ids)),
    findByFields: async (queries) => (asked.push(`find ${queries.length}`), await side.findByFields(queries)),
    write: async (requests) => (asked.push(`write ${requests.length}`), await side.write(requests)),
  };
}
