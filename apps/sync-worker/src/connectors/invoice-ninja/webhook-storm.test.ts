import { seededRandom } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createSyncedWorld, type SyncedWorld } from './testing/synced-world.ts';

const secret = { 'x-unified-sync-secret': 'hook-secret' };

/** Delivers what the provider has sent so far, as often and in the order that chance wants. */
async function deliver(world: SyncedWorld, bodies: readonly Delivery[], random: () => number): Promise<void> {
  const mixed = bodies
    .flatMap((body) => Array.from({ length: Math.floor(random() * 4) }, () => body))
    .toSorted(() => random() - 0.5);
  for (const { path, body } of mixed) {
    const parsed = await world.connector.parseHint({
      path,
      headers: new Headers(secret),
      rawBody: new TextEncoder().encode(body),
    });
    if (parsed.kind === 'hints') await world.store.markDirty(parsed.hints);
  }
  await world.settle();
}

interface Delivery {
  readonly path: string;
  readonly body: string;
}

/** A company whose webhooks are caught, and what people did in it. */
async function busyCompany(): Promise<{ world: SyncedWorld; caught: Delivery[] }> {
  const caught: Delivery[] = [];
  const world = createSyncedWorld({
    server: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        caught.push({ path: new URL(request.url).pathname, body: await request.text() });
        return new Response(null, { status: 200 });
      },
    },
  });
  const { server, connector } = world;
  const clients = Array.from(
    { length: 5 },
    (_, index) => server.db.clients.insert({ name: `Client ${index}` }).id,
  );
  for (const wanted of connector.webhooks?.wanted() ?? []) await connector.webhooks?.create(wanted);
  await world.scanAll();
  for (const client_id of clients) {
    world.clock.advance(1_000);
    server.person.edit('clients', client_id, { city: 'Zürich' });
    const invoice = server.person.create('invoices', { client_id, line_items: [{ quantity: 1, cost: 100 }] });
    server.person.bulk('invoices', 'mark_sent', [invoice.id]);
    const payment = server.person.pay(invoice.id, 60);
    server.person.edit('invoices', invoice.id, { po_number: 'B 7' });
    server.person.remove('payments', payment.id);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { world, caught };
}

const shown = ({ hub }: SyncedWorld) =>
  ['companies', 'client_invoices', 'payments'].map((collection) =>
    hub
      .items(collection)
      .map(({ fields, archived }) => ({ fields, archived }))
      .toSorted((one, two) => (JSON.stringify(one.fields) < JSON.stringify(two.fields) ? -1 : 1)),
  );

it(
  'converges on duplicated, shuffled and partly lost webhooks, and to the same state as without any',
  { timeout: 60_000 },
  async () => {
    const { world, caught } = await busyCompany();
    expect(caught.length).toBeGreaterThan(20);
    await deliver(world, caught, seededRandom(7));
    // What was lost is found by the next listing.
    await world.scanAll();
    const quiet = (await busyCompany()).world;
    await quiet.scanAll();
    expect(shown(world)).toEqual(shown(quiet));
    expect(world.findings()).toEqual([]);
    expect(world.providerWrites().filter((call) => !call.startsWith('POST /webhooks'))).toEqual([]);
  },
);

it('changes nothing when a webhook tells of something that did not happen', async () => {
  const { world, caught } = await busyCompany();
  await world.scanAll();
  const before = [shown(world), world.hub.writes.length];
  const forged = caught.map(({ path, body }) => ({
    path,
    body: JSON.stringify({ ...JSON.parse(body), amount: 1_000_000, is_deleted: true, status_id: '4' }),
  }));
  await deliver(world, forged, seededRandom(3));
  expect([shown(world), world.hub.writes.length]).toEqual(before);
});
