import { expect, it } from 'vitest';
import { instantOf, microseconds } from '../listing/instants.ts';
import type { RevolutServer } from '../testing/index.ts';
import { collect, days, failureOf, minutes, movable, startBusiness } from './testing/business.ts';

/** Transactions at these offsets, in microseconds, from a fixed start. */
function fill(server: RevolutServer, offsets: readonly number[]): string[] {
  const account = server.addAccount({ currency: 'EUR', balance: 1000 });
  const start = microseconds(new Date(server.clock.now() - days(1)));
  return offsets.map((offset) => {
    const created_at = instantOf(start + BigInt(offset));
    const legs = [{ leg_id: 'l', account_id: account.id, amount: -1, currency: 'EUR' }];
    return server.addTransaction({ created_at, legs }).id;
  });
}
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

it.each([1, 2, 3, 7, 10])('trap 11: no row is lost or doubled on pages of %i', async (perPage) => {
  const { server, client } = startBusiness();
  const ids = fill(server, range(23));
  const rows = await collect(client().transactions.list({ perPage }));
  expect(rows.map(({ id }) => id)).toEqual(ids.toReversed());
});

it.each([2, 3, 4, 5, 6])(
  'trap 11: rows of one moment that a page of %i cuts are not lost',
  async (perPage) => {
    const { server, client } = startBusiness();
    // 1, 1, 1, 2, 2, 3, 3, 3, 3, 4: every page size cuts some of them.
    const ids = fill(server, [1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 5, 5, 6]);
    const rows = await collect(client().transactions.list({ perPage }));
    expect(rows).toHaveLength(ids.length);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
  },
);

it('trap 11: asks for a larger page when a whole one shares its moment', async () => {
  const { server, client } = startBusiness();
  const ids = fill(server, [...range(30).map(() => 5), 1, 9]);
  const rows = await collect(client().transactions.list({ perPage: 4 }));
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
  expect(rows).toHaveLength(32);
});

it('trap 11: says so when a moment has more rows than the largest page', async () => {
  const { server, client } = startBusiness();
  fill(
    server,
    range(1001).map(() => 5),
  );
  expect(await failureOf(collect(client().transactions.list()))).toMatchObject({ name: 'ConflictError' });
});

it('trap 11: ends with a page that is not full, whatever the size', async () => {
  const { server, client } = startBusiness();
  fill(server, range(100));
  const revolut = client();
  await collect(revolut.accounts.list());
  const before = server.requests.length;
  expect(await collect(revolut.transactions.list({ perPage: 100 }))).toHaveLength(100);
  const queries = server.requests.slice(before).map(({ query }) => new URLSearchParams(query));
  expect(queries.map((query) => query.get('count'))).toEqual(['100', '100']);
  // One microsecond later than the last row: `to` is exclusive.
  const oldest = server.db.transactions.all()[0]?.created_at ?? '';
  expect(queries[1]?.get('to')).toBe(instantOf(microseconds(oldest) + 1n));
});

it('lists between two moments, of several states, and each time from the start', async () => {
  const { server, client } = startBusiness();
  const ids = fill(server, range(10));
  const [, second = '', , , , sixth = ''] = ids;
  server.db.transactions.update(second, { state: 'pending' });
  const at = (id: string): string => server.db.transactions.get(id)?.created_at ?? '';
  const list = client().transactions.list({ from: at(second), to: at(sixth), perPage: 2 });
  expect((await collect(list)).map(({ id }) => id)).toEqual(ids.slice(1, 5).toReversed());
  expect(await collect(list)).toHaveLength(4);
  const states = client().transactions.list({ state: ['pending', 'declined'] });
  expect((await collect(states)).map(({ id }) => id)).toEqual([second]);
});

it('pages have the bound of the next one, from which a list goes on', async () => {
  const { server, client } = startBusiness();
  const ids = fill(server, range(5));
  const revolut = client();
  const first = await revolut.transactions.list({ perPage: 2 }).pages().next();
  const next = first.done === true ? undefined : first.value.next;
  const rest = await collect(revolut.transactions.list({ perPage: 2, to: next }));
  // The row at the edge comes again: it could be one of several.
  expect(rest.map(({ id }) => id)).toEqual(ids.slice(0, 4).toReversed());
});

it.each([0, 1001, 1.5])('refuses pages of %o before anything is sent', (perPage) => {
  expect(() => startBusiness().client().transactions.list({ perPage })).toThrow('perPage');
});

async function lastCursor(changes: ReturnType<ReturnType<typeof listedBy>['listChanged']>) {
  const items = [];
  let cursor: string | undefined;
  for await (const page of changes.pages()) {
    items.push(...page.items);
    cursor = page.cursor;
  }
  return { ids: items.map(({ id }) => id), items, cursor };
}
const listedBy = (business: ReturnType<typeof startBusiness>) => business.client().transactions;

it('trap 11: a pending row that completes later is listed as changed', async () => {
  const clock = movable();
  const business = startBusiness({ now: clock.now });
  const { server } = business;
  const [first = '', second = ''] = fill(server, [0, 1]);
  server.db.transactions.update(first, { state: 'pending' });
  const transactions = listedBy(business);
  const run1 = await lastCursor(transactions.listChanged());
  expect(run1.ids).toEqual([second, first]);

  clock.advance(days(5));
  server.changeState(first, 'completed');
  const run2 = await lastCursor(transactions.listChanged({ since: run1.cursor }));
  // The newest one of the last run comes again: others may share its moment.
  expect(run2.ids).toEqual([second, first]);
  expect(run2.items[1]?.state).toBe('completed');

  clock.advance(days(1));
  expect((await lastCursor(transactions.listChanged({ since: run2.cursor }))).ids).toEqual([first]);
});

it('trap 11: a row that is open for longer than the sweep is followed until it is final', async () => {
  const clock = movable();
  const business = startBusiness({ now: clock.now });
  const [id = ''] = fill(business.server, [0]);
  business.server.db.transactions.update(id, { state: 'pending' });
  const transactions = listedBy(business);
  let { cursor } = await lastCursor(transactions.listChanged());
  for (let month = 0; month < 3; month += 1) {
    clock.advance(days(40));
    fill(business.server, [0]);
    ({ cursor } = await lastCursor(transactions.listChanged({ since: cursor })));
  }
  business.server.changeState(id, 'reverted');
  const run = await lastCursor(transactions.listChanged({ since: cursor }));
  expect(run.items.find((row) => row.id === id)?.state).toBe('reverted');
  clock.advance(days(40));
  fill(business.server, [0]);
  const after = await lastCursor(transactions.listChanged({ since: run.cursor }));
  expect(after.ids).not.toContain(id);
});

it('trap 11: a state that changes without a new updated_at is seen where it was open', async () => {
  const business = startBusiness();
  // The cursor is of the second one, an hour later.
  const [id = ''] = fill(business.server, [0, minutes(60) * 1000]);
  business.server.db.transactions.update(id, { state: 'pending' });
  const transactions = listedBy(business);
  const { cursor } = await lastCursor(transactions.listChanged());
  business.server.db.transactions.update(id, { state: 'failed' });
  const run = await lastCursor(transactions.listChanged({ since: cursor, overlapSeconds: 0 }));
  expect(run.items.find((row) => row.id === id)?.state).toBe('failed');
});

it('trap 11: a final row that is reverted within the sweep is listed as changed', async () => {
  const clock = movable();
  const business = startBusiness({ now: clock.now });
  const [id = ''] = fill(business.server, [0]);
  const transactions = listedBy(business);
  const { cursor } = await lastCursor(transactions.listChanged());
  clock.advance(days(20));
  business.server.changeState(id, 'reverted');
  expect((await lastCursor(transactions.listChanged({ since: cursor }))).ids).toEqual([id]);
});

it('loses none to the clock of this machine, and none that was stored late', async () => {
  const clock = movable();
  const business = startBusiness({ now: clock.now });
  const { server } = business;
  fill(server, [0]);
  // This machine is an hour ahead: the cursor is of the server's time nevertheless.
  const transactions = business.client({ now: () => clock.now() + minutes(60) }).transactions;
  const { cursor } = await lastCursor(transactions.listChanged());
  clock.advance(minutes(1));
  const [late = ''] = fill(server, [-minutes(1) * 1000]);
  expect((await lastCursor(transactions.listChanged({ since: cursor }))).ids).toContain(late);
});

it('gives the cursor on the last page alone', async () => {
  const business = startBusiness();
  fill(business.server, range(5));
  const cursors: unknown[] = [];
  for await (const { cursor } of listedBy(business).listChanged({ perPage: 2 }).pages())
    cursors.push(typeof cursor);
  expect(cursors.slice(0, -1).every((kind) => kind === 'undefined')).toBe(true);
  expect(cursors.at(-1)).toBe('string');
});

it.each(['yesterday', '{}', '{"since":1}', '2026-13-01'])('refuses %s as a start', (since) => {
  expect(() => startBusiness().client().transactions.listChanged({ since })).toThrow(TypeError);
});

it('lists records by creation, and by page tokens, without losing any', async () => {
  const { server, client } = startBusiness();
  const revolut = client();
  for (const index of range(7)) {
    await revolut.taxRates.create({ name: `rate ${index}`, percentage: index });
    await revolut.counterparties.create({ profile_type: 'business', name: 'A', revtag: `tag${index}` });
  }
  const shared = '2026-01-01T00:00:00.000001Z';
  for (const { id } of server.db.counterparties.all().slice(0, 4))
    server.db.counterparties.update(id, { created_at: shared });
  const names = (await collect(revolut.taxRates.list({ perPage: 3 }))).map(({ name }) => name);
  expect(new Set(names).size).toBe(7);
  const ids = (await collect(revolut.counterparties.list({ perPage: 3 }))).map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([7, 7]);
});
