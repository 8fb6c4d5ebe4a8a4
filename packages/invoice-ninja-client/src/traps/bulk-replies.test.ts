import { manualClock } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const clock = manualClock();
const { now, sleep } = clock;
const server = createInvoiceNinjaServer({ now });
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
// The guard against doubles looks back for a second.
beforeEach(() => clock.advance(60_000));

const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token, now, sleep });
const clientId = db.clients.insert({ name: 'payer' }).id;
const draft = () => db.invoices.insert({ client_id: clientId, amount: 100 }).id;
const missing = 'Wpmbk5ezJn0';

describe('20-row bulk replies', () => {
  it('gets all rows back, however many', async () => {
    const ids = Array.from({ length: 45 }, draft);
    const { done, unchanged, missing: none } = await ninja.invoices.bulk('mark_sent', ids);
    expect(new Set(done.map(({ id }) => id))).toEqual(new Set(ids));
    expect([...unchanged, ...none]).toEqual([]);
  });

  it('tells the rows that did not come back', async () => {
    const id = draft();
    const { done, missing: lost } = await ninja.invoices.bulk('archive', [id, missing]);
    expect(done.map((row) => row.id)).toEqual([id]);
    expect(lost).toEqual([missing]);
  });

  it('reads "No Invoices Found", which comes with 200 and without a list', async () => {
    expect(await ninja.invoices.bulk('archive', [missing])).toEqual({
      done: [],
      unchanged: [],
      missing: [missing],
    });
  });

  it('tells the rows that came back without the change: failures are swallowed', async () => {
    const [paid, fresh] = [draft(), draft()];
    await ninja.invoices.markPaid(paid);
    const { done, unchanged } = await ninja.invoices.bulk('cancel', [paid, fresh]);
    expect(done).toEqual([]);
    expect(unchanged.map(({ id }) => id).toSorted()).toEqual([paid, fresh].toSorted());
  });

  it('sends each id once', async () => {
    const id = draft();
    expect((await ninja.invoices.bulk('mark_sent', [id, id])).done).toHaveLength(1);
    expect((await ninja.invoices.bulk('archive', [id, missing, missing])).missing).toEqual([missing]);
  });
});

describe('unknown actions, which answer 200', () => {
  it('are refused before they are sent', async () => {
    const before = server.requests.length;
    // @ts-expect-error -- there is no such action
    await expect(ninja.invoices.bulk('mark_payed', [draft()])).rejects.toThrow(/mark_payed.*mark_paid/s);
    expect(server.requests).toHaveLength(before);
  });

  it('know nothing of Object.prototype', async () => {
    // @ts-expect-error -- there is no such action
    await expect(ninja.clients.bulk('toString', [clientId])).rejects.toThrow('toString');
  });
});

describe('GETs that mutate', () => {
  it('are never used: actions go through POST', async () => {
    const before = server.requests.length;
    const id = draft();
    expect((await ninja.invoices.markSent(id)).status_id).toBe('2');
    await ninja.invoices.email(id, { cc: ['a@b.c'] });
    expect((await ninja.invoices.cancel(id)).status_id).toBe('5');
    expect((await ninja.invoices.archive(id)).archived_at).toBeGreaterThan(0);
    expect((await ninja.invoices.restore(id)).archived_at).toBe(0);
    await ninja.invoices.delete(id);
    const sent = server.requests.slice(before);
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'POST', 'DELETE']);
    expect(sent.every(({ status }) => status === 200)).toBe(true);
  });

  it.each(['create', '', '../clients', '17', 'a/b/c/d/e/f'])(
    'cannot be reached by the id "%s"',
    async (id) => {
      await expect(ninja.webhooks.get(id)).rejects.toThrow('webhooks.get');
    },
  );
});

describe('actions on one record', () => {
  it('mark as paid once: the second time nothing happens', async () => {
    const id = draft();
    await ninja.invoices.markPaid(id);
    clock.advance(5_000);
    expect((await ninja.invoices.markPaid(id)).status_id).toBe('4');
    expect(db.payments.all().filter(({ paymentables }) => paymentables[0]?.invoice_id === id)).toHaveLength(
      1,
    );
  });

  it('say so when they had no effect', async () => {
    await expect(ninja.invoices.cancel(draft())).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: false,
    });
    await expect(ninja.clients.archive(missing)).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: false,
    });
  });
});

describe('one-second duplicate guard', () => {
  it('is a conflict that may be tried again where the action can be done twice', async () => {
    const id = draft();
    await ninja.invoices.bulk('mark_sent', [id]);
    await expect(ninja.invoices.bulk('mark_sent', [id])).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: true,
      retryAfter: 1_100,
    });
  });

  it('is final where it would send a mail twice', async () => {
    const id = draft();
    await ninja.invoices.bulk('email', [id]);
    await expect(ninja.invoices.bulk('email', [id])).rejects.toMatchObject({
      name: 'ConflictError',
      retryable: false,
    });
  });
});
