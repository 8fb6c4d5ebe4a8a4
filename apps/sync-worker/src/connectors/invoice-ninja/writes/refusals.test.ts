import { failed } from '@unified-sync/http-client/testing';
import type { Fields, WriteRequest } from '@unified-sync/sync-engine';
import { describe, expect, it } from 'vitest';
import { createNinjaWorld, type NinjaWorld } from '../testing/ninja-world.ts';
import { lookAtRecord, streamOf } from '../testing/stream-of.ts';

const soon = ({ clock }: NinjaWorld) => ({ part: '', notAfter: clock.now() + 60_000 });
const create = (world: NinjaWorld, fields: Fields, key = 'key-1'): WriteRequest => ({
  ...soon(world),
  kind: 'create',
  id: null,
  parent: null,
  key,
  fields,
  idempotencyKey: `make-${key}`,
});

function withInvoice() {
  const world = createNinjaWorld();
  const client_id = world.server.db.clients.insert({}).id;
  const { id } = world.server.person.create('invoices', {
    client_id,
    line_items: [{ quantity: 1, cost: 90 }],
  });
  world.server.person.bulk('invoices', 'mark_sent', [id]);
  const { number = '' } = world.server.db.invoices.get(id) ?? {};
  return { world, client_id, id, number };
}

describe('payments', () => {
  it('is the one of the first time when it is sent again without a reference', async () => {
    const { world, number } = withInvoice();
    const request = create(world, { allocations: [{ invoice: number, amount: 20 }], amount: 20 });
    const [first] = await streamOf(world, 'payments').write([request]);
    world.clock.advance(5_000);
    const [again] = await streamOf(world, 'payments').write([request]);
    expect(first).toMatchObject({ kind: 'written' });
    expect(again).toMatchObject({
      kind: 'written',
      record: { id: first?.kind === 'written' ? first.record.id : '' },
    });
  });

  it('sends the client no mail', async () => {
    const { world, number } = withInvoice();
    await streamOf(world, 'payments').write([
      create(world, { allocations: [{ invoice: number, amount: 20 }] }),
    ]);
    expect(world.bodies.at(-1)).toMatchObject({ email_receipt: 'false', idempotency_key: 'make-key-1' });
  });

  it('is not changed once it is booked', async () => {
    const { world, id } = withInvoice();
    const payment = world.server.person.pay(id, 20);
    const side = streamOf(world, 'payments');
    const record = await lookAtRecord(side, payment.id);
    const sent = world.sent.length;
    expect(
      await side.write([{ ...soon(world), kind: 'update', record, fields: { transaction_reference: 'x' } }]),
    ).toMatchObject([{ kind: 'refused' }]);
    expect(world.sent.length).toBe(sent);
  });

  it('is not put on an invoice with another number, where the provider ignores the filter', async () => {
    const { world } = withInvoice();
    world.rewrite = (url) => url.searchParams.delete('number');
    const [result] = await streamOf(world, 'payments').write([
      create(world, { amount: 20, allocations: [{ invoice: '7777', amount: 20 }] }),
    ]);
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining('7777') });
    expect(world.server.db.payments.all()).toEqual([]);
  });

  it('finds the invoice that is there beside a deleted one of the same number', async () => {
    const { world, client_id, number, id } = withInvoice();
    world.server.db.invoices.insert({ client_id, number }, { isDeleted: true, archivedAt: 1e12 });
    const [result] = await streamOf(world, 'payments').write([
      create(world, { allocations: [{ invoice: number, amount: 20 }] }),
    ]);
    expect(result).toMatchObject({ kind: 'written' });
    expect(world.server.db.invoices.get(id)?.balance).toBe(70);
  });

  it('finds a draft without a number by its id', async () => {
    const { world, client_id } = withInvoice();
    const draft = world.server.db.invoices.insert({ client_id, amount: 50 });
    world.server.db.invoices.update(draft.id, { number: '' });
    const [result] = await streamOf(world, 'payments').write([
      create(world, { allocations: [{ invoice: `#${draft.id}`, amount: 50 }] }),
    ]);
    expect(result).toMatchObject({ kind: 'written' });
  });
});

describe('invoices', () => {
  it.each([{ client_id: 'VolejRejNm' }, { currency: 'EUR' }])(
    'keep what was decided when they were made: %j',
    async (fields) => {
      const { world, id } = withInvoice();
      const side = streamOf(world, 'invoices');
      const record = await lookAtRecord(side, id);
      expect(await side.write([{ ...soon(world), kind: 'update', record, fields }])).toMatchObject([
        { kind: 'refused' },
      ]);
    },
  );

  it('need a company', async () => {
    const { world } = withInvoice();
    expect(await streamOf(world, 'invoices').write([create(world, { number: 'X' })])).toMatchObject([
      { kind: 'refused' },
    ]);
  });

  it('are not restored out of sight, while their client is deleted', async () => {
    const { world, client_id, id } = withInvoice();
    world.server.person.remove('clients', client_id);
    const side = streamOf(world, 'invoices');
    const record = await lookAtRecord(side, id);
    expect(await side.write([{ ...soon(world), kind: 'restore', record }])).toMatchObject([
      { kind: 'refused' },
    ]);
  });

  it('are deleted though they cannot be read afterwards', async () => {
    const { world, id } = withInvoice();
    const side = streamOf(world, 'invoices');
    const record = await lookAtRecord(side, id);
    world.server.faults.next(failed(500), {
      route: `GET ${world.server.baseUrl}/api/v1/invoices/*`,
      times: 9,
    });
    expect(await side.write([{ ...soon(world), kind: 'remove', record }])).toMatchObject([
      { kind: 'written', record: { live: false } },
    ]);
  });

  it('are sent once: a command that had no effect is refused, and one that is not known, too', async () => {
    const { world, id } = withInvoice();
    const side = streamOf(world, 'invoices');
    const record = await lookAtRecord(side, id);
    const command = (name: string): WriteRequest => ({
      ...soon(world),
      kind: 'command',
      record,
      command: name,
      idempotencyKey: 'x',
    });
    expect(await side.write([command('shred')])).toMatchObject([
      { kind: 'refused', reason: 'invoices cannot shred' },
    ]);
    expect(await side.write([command('mark_sent')])).toMatchObject([{ kind: 'written' }]);
  });
});

describe('clients', () => {
  it.each([{ country: 'XX' }, { currency: 'XXX' }])(
    'take no code that Invoice Ninja does not have: %j',
    async (fields) => {
      const world = createNinjaWorld();
      expect(await streamOf(world, 'clients').write([create(world, fields)])).toMatchObject([
        { kind: 'refused', reason: expect.stringContaining('choose one that it has') },
      ]);
      expect(world.server.db.clients.all()).toEqual([]);
    },
  );

  it('are stale when a contact to be changed is gone, and no other contact is touched', async () => {
    const world = createNinjaWorld();
    const { id } = world.server.person.create('clients', {
      name: 'x',
      contacts: [{ first_name: 'A' }, { first_name: 'B' }],
    });
    const side = streamOf(world, 'clients');
    const record = await lookAtRecord(side, id);
    const request: WriteRequest = {
      ...soon(world),
      part: 'contact:Opnel5aKBz',
      kind: 'update',
      record,
      fields: { phone: '1' },
    };
    expect(await side.write([request, { ...request, kind: 'remove' }])).toEqual([
      { kind: 'stale' },
      { kind: 'stale' },
    ]);
    expect(world.server.db.clients.get(id)?.contacts).toHaveLength(2);
  });
});
