import { failed, lostAnswer } from '@unified-sync/http-client/testing';
import { encodeId } from '@unified-sync/invoice-ninja-client/testing';
import type { Fields, Side } from '@unified-sync/sync-engine';
import type { Harness } from '../../testing/harness.ts';
import { createNinjaWorld, type NinjaWorld } from './ninja-world.ts';

/** Streams that a connection to Invoice Ninja has. */
export type NinjaStream = 'clients' | 'products' | 'quotes' | 'invoices' | 'payments' | 'expenses';

/** What differs between the streams for the conformance suite. */
interface StreamCase extends Pick<Harness, 'change' | 'changed' | 'refusedChange' | 'isReadOnlyOnceMade'> {
  insert(world: NinjaWorld, index: number): string;
  newFields(world: NinjaWorld): Fields;
  edited: Readonly<Record<string, unknown>>;
}

const clientOf = ({ server }: NinjaWorld): string =>
  server.db.clients.all()[0]?.id ?? server.db.clients.insert({ name: 'Müller AG' }).id;

const line: Fields = {
  product: 'CONS',
  description: 'Beratung',
  quantity: 2,
  unit_price: 50,
  discount: '',
  tax_rate: 8.1,
  line_total: 100,
};
const billing = (client_id: string, number: string) => ({
  client_id,
  number,
  po_number: 'PO 1',
  public_notes: 'bleibt',
  line_items: [],
});
const billingCase = {
  newFields: (world: NinjaWorld) => ({ client_id: clientOf(world), line_items: [line], number: 'NEU-1' }),
  edited: { due_date: '2026-06-01' },
  change: { due_date: '2026-05-01' },
  changed: ['due_date', 'updated_at'],
  refusedChange: { number: 'N-2' },
} as const;

const cases: Readonly<Record<NinjaStream, StreamCase>> = {
  clients: {
    insert: ({ server }, index) =>
      server.db.clients.insert({
        name: `Client ${index}`,
        id_number: `ID-${index}`,
        private_notes: 'bleibt',
        settings: { currency_id: '3', payment_terms: '14', language_id: '4' },
      }).id,
    newFields: () => ({ name: 'Neu GmbH', country: 'CH', currency: 'EUR', payment_terms: '30' }),
    edited: { name: 'edited' },
    change: { name: 'Umbenannt', country: 'DE' },
    changed: ['name', 'display_name', 'country_id', 'updated_at'],
    refusedChange: { id_number: 'ID-2' },
  },
  products: {
    insert: ({ server }, index) =>
      server.db.products.insert({
        product_key: `P-${index}`,
        in_stock_quantity: 7,
        tax_name1: 'MWST',
        tax_rate1: 8.1,
      }).id,
    newFields: () => ({ product_key: 'NEU', notes: 'Ein Artikel', price: 12.5, tax_rate1: 2.6 }),
    edited: { notes: 'edited' },
    change: { price: 19.95 },
    changed: ['price', 'updated_at'],
    refusedChange: undefined,
  },
  quotes: {
    ...billingCase,
    insert: (world, index) => world.server.db.quotes.insert(billing(clientOf(world), `N-${index}`)).id,
  },
  invoices: {
    ...billingCase,
    insert: (world, index) => world.server.db.invoices.insert(billing(clientOf(world), `N-${index}`)).id,
  },
  payments: {
    insert: (world, index) =>
      world.server.db.payments.insert({
        client_id: clientOf(world),
        amount: 10 + index,
        status_id: '4',
        currency_id: '17',
      }).id,
    newFields: (world) => ({
      client_id: clientOf(world),
      amount: 80.5,
      currency: 'CHF',
      method: 'Bank Transfer',
    }),
    edited: { transaction_reference: 'edited' },
    change: { transaction_reference: 'changed' },
    changed: ['transaction_reference', 'updated_at'],
    refusedChange: { transaction_reference: 'changed' },
    isReadOnlyOnceMade: true,
  },
  expenses: {
    insert: ({ server }, index) =>
      server.db.expenses.insert({
        amount: 5 + index,
        number: `E-${index}`,
        private_notes: 'bleibt',
        currency_id: '17',
      }).id,
    newFields: () => ({ public_notes: 'Bahn', amount: 42.3, date: '2026-01-02', currency: 'CHF' }),
    edited: { public_notes: 'edited' },
    change: { amount: 99.9 },
    changed: ['amount', 'updated_at'],
    refusedChange: undefined,
  },
};

/** A stream of a fresh mock of Invoice Ninja, for the conformance suite. */
export function ninjaHarness(stream: NinjaStream): Harness {
  const world = createNinjaWorld({ settings: { pageSize: 10 } });
  const { server, clock } = world;
  const { insert, newFields, edited, ...rest } = cases[stream];
  const name = `ninja-acme.${stream}`;
  const sideOf = (connector: NinjaWorld['connector']): Side => {
    const side = connector.streams[name];
    if (side === undefined) throw new Error(`there is no stream ${name}`);
    return side;
  };
  const capabilities = world.connector.mappings.find((mapping) => mapping.stream === name)?.capabilities;
  if (capabilities === undefined) throw new Error(`${name} is not mapped`);
  let seeded = 0;

  return {
    ...rest,
    side: sideOf(world.connector),
    again: () => sideOf(world.reconnect()),
    capabilities,
    clock,
    missing: encodeId(4_000_000),
    seed: (count) =>
      Array.from({ length: count }, () => {
        seeded += 1;
        return insert(world, seeded);
      }),
    edit: (id) => void server.person.edit(stream, id, edited),
    remove: (id) => server.person.remove(stream, id),
    purge: (id) => server.db[stream].purge(id),
    drift: () => server.driftPages({ entity: stream, values: () => edited, editsPerPage: 3 }),
    stranger() {
      const company = server.addCompany({ token: 'other' });
      const client = server.db.clients.insert({ name: 'stranger' }, { company });
      if (stream === 'clients') return client.id;
      return server.db[stream].insert({ client_id: client.id }, { company }).id;
    },
    newFields: () => newFields(world),
    stored: (id) => ({ ...server.db[stream].get(id) }),
    count: () => server.db[stream].all().length,
    faults: {
      status: (status) =>
        server.faults.next(failed(status, { message: status === 403 ? 'Invalid token' : 'no' }), {
          times: 1000,
        }),
      loseWriteAnswers() {
        for (const path of [stream, `${stream}/*`])
          for (const method of ['POST', 'PUT', 'DELETE'])
            server.faults.next(lostAnswer, {
              route: `${method} ${server.baseUrl}/api/v1/${path}`,
              times: 1000,
            });
      },
      refuseConnections() {
        world.refuseConnections = true;
      },
      clear() {
        server.faults.clear();
        world.refuseConnections = false;
      },
    },
  };
}
