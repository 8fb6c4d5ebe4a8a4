import { describe, expect, it } from 'vitest';
import { createNinjaWorld } from '../testing/ninja-world.ts';

const call = (name: string, body: unknown, secret = 'hook-secret') => ({
  path: `/hooks/ninja-acme/${name}`,
  headers: new Headers({ 'x-unified-sync-secret': secret }),
  rawBody: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});
const id = 'VolejRejNm';
const other = 'Opnel5aKBz';

describe('what a webhook is taken for', () => {
  const { connector } = createNinjaWorld();

  it.each([
    ['client-update', 'ninja-acme.clients'],
    ['product-delete', 'ninja-acme.products'],
    ['quote-approve', 'ninja-acme.quotes'],
    ['invoice-sent', 'ninja-acme.invoices'],
    ['payment-restore', 'ninja-acme.payments'],
    ['expense-create', 'ninja-acme.expenses'],
  ])('%s: a hint to look at the record in %s', async (name, side) => {
    expect(await connector.parseHint(call(name, { id, amount: 1e9 }))).toEqual({
      kind: 'hints',
      hints: [{ side, record: id }],
    });
  });

  it('hints at the invoices of a payment, too: a deleted payment changes them without an event of theirs', async () => {
    const body = { id, invoices: [{ id: other }], paymentables: [{ invoice_id: other }, { credit_id: id }] };
    expect(await connector.parseHint(call('payment-delete', body))).toEqual({
      kind: 'hints',
      hints: [
        { side: 'ninja-acme.payments', record: id },
        { side: 'ninja-acme.invoices', record: other },
      ],
    });
  });

  it('takes what can be read of a list, member by member', async () => {
    const body = {
      id,
      invoices: [null, 7, { id: 'no id' }, { id: other }],
      paymentables: ['x', { invoice_id: id }],
    };
    const parsed = await connector.parseHint(call('payment-update', body));
    expect(parsed).toMatchObject({ hints: [{ record: id }, { record: other }, { record: id }] });
  });

  it('hints at the invoice that a quote became', async () => {
    const parsed = await connector.parseHint(call('quote-update', { id, invoice_id: other }));
    expect(parsed).toMatchObject({ hints: [{ record: id }, { side: 'ninja-acme.invoices', record: other }] });
  });

  it('takes the id even where the rest is of an unknown shape', async () => {
    const body = { id, invoices: 'new shape', paymentables: [7], invoice_id: 12 };
    expect(await connector.parseHint(call('payment-update', body))).toMatchObject({
      hints: [{ record: id }],
    });
  });

  it.each([
    ['another secret', call('invoice-update', { id }, 'guessed')],
    ['no secret', { ...call('invoice-update', { id }), headers: new Headers() }],
    [
      'an address of another connection',
      { ...call('invoice-update', { id }), path: '/hooks/ninja-other/invoice-update' },
    ],
    ['an event that nobody subscribed to', call('task-update', { id })],
  ])('refuses a call with %s', async (_what, forged) => {
    expect(await connector.parseHint(forged)).toMatchObject({ kind: 'refused' });
  });

  it('refuses every call where no secret is configured', async () => {
    const open = createNinjaWorld({ connector: { secrets: { token: 'x', webhook: [] } } });
    expect(await open.connector.parseHint(call('invoice-update', { id }, ''))).toMatchObject({
      kind: 'refused',
    });
  });

  it.each([
    ['no JSON', '<html>'],
    ['a list', []],
    ['no id', { number: '1' }],
    ['a number as id', { id: 7 }],
    ['an id that no index could hold', { id: 'aB3'.repeat(1_000) }],
  ])('keeps a body that is not understood (%s) in a finding', async (_what, body) => {
    const parsed = await connector.parseHint(call('invoice-update', body));
    expect(parsed).toMatchObject({
      kind: 'unreadable',
      finding: {
        kind: 'quarantined',
        side: 'ninja-acme.invoices',
        lost: typeof body === 'string' ? body : JSON.stringify(body),
      },
    });
  });

  it('takes the old secret during a rotation', async () => {
    const rotating = createNinjaWorld({
      connector: { secrets: { token: 'x', webhook: ['new', 'hook-secret'] } },
    });
    expect(await rotating.connector.parseHint(call('invoice-update', { id }))).toMatchObject({
      kind: 'hints',
    });
  });
});

async function subscribed() {
  const world = createNinjaWorld();
  const { webhooks } = world.connector;
  if (webhooks === null) throw new Error('there is a public address');
  for (const wanted of webhooks.wanted()) await webhooks.create(wanted);
  return { ...world, webhooks };
}

describe('subscriptions', () => {
  it('wants one for each event, each with an address of its own', () => {
    const wanted = createNinjaWorld().connector.webhooks?.wanted() ?? [];
    expect(wanted).toContainEqual({
      name: 'invoice-update',
      url: 'https://sync.test/hooks/ninja-acme/invoice-update',
    });
    expect(new Set(wanted.map(({ url }) => url)).size).toBe(wanted.length);
  });

  it('makes them with the secret, and lists them as working', async () => {
    const { server, webhooks } = await subscribed();
    const listed = await webhooks.list();
    expect(listed.map(({ name }) => name).toSorted()).toEqual(
      webhooks
        .wanted()
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(listed.every(({ working }) => working)).toBe(true);
    expect(server.db.webhooks.all()[0]?.headers).toEqual({ 'X-Unified-Sync-Secret': 'hook-secret' });
  });

  it('shows one with an old secret and one for another event as not working, and one that is archived not at all', async () => {
    const { server, webhooks } = await subscribed();
    const [first, second, third] = server.db.webhooks.all();
    server.db.webhooks.update(second?.id ?? '', { headers: { 'X-Unified-Sync-Secret': 'old' } });
    server.db.webhooks.update(third?.id ?? '', { event_id: '64' });
    await webhooks.remove(first?.id ?? '');
    const listed = await webhooks.list();
    const broken = listed.filter(({ working }) => !working).map((one) => one.id);
    expect(new Set(broken)).toEqual(new Set([second?.id, third?.id]));
    expect(listed.map((one) => one.id)).not.toContain(first?.id);
  });

  it('leaves the subscriptions of others alone', async () => {
    const { server, webhooks } = await subscribed();
    server.db.webhooks.insert({ target_url: 'https://zapier.test/x', event_id: '1' });
    server.db.webhooks.insert({
      target_url: 'https://sync.test/hooks/ninja-acme-2/invoice-update',
      event_id: '8',
    });
    expect((await webhooks.list()).length).toBe(webhooks.wanted().length);
  });
});
