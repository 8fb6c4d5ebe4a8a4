import { manualClock } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import type { ChangePage } from '../listing/listing.ts';
import type { Client } from '../entities/client.ts';
import { createInvoiceNinjaServer, type InvoiceNinjaServer } from '../testing/index.ts';

const msw = setupServer();
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
afterEach(() => msw.resetHandlers());

const start = Date.UTC(2026, 0, 1);
let clock: ReturnType<typeof manualClock>;
let server: InvoiceNinjaServer;
beforeEach(() => {
  clock = manualClock(start);
  server = createInvoiceNinjaServer({ now: clock.now });
  msw.use(...server.handlers);
});
const ninja = () =>
  createInvoiceNinjaClient({
    baseUrl: server.baseUrl,
    token: server.token,
    now: clock.now,
    sleep: clock.sleep,
  });

async function run(since?: string, options: { perPage?: number; overlapSeconds?: number } = {}) {
  const pages: ChangePage<Client>[] = [];
  for await (const page of ninja()
    .clients.listChanged({ since, ...options })
    .pages())
    pages.push(page);
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
  return { ids, cursors: pages.map(({ cursor }) => cursor), cursor: pages.at(-1)?.cursor };
}

async function firstPage(since: string | undefined): Promise<ChangePage<Client>[]> {
  for await (const page of ninja().clients.listChanged({ since, perPage: 20 }).pages()) return [page];
  return [];
}

const insert = (name: string, at?: number) =>
  server.db.clients.insert({ name }, at === undefined ? {} : { createdAt: at }).id;

describe('incremental listing', () => {
  it('gives the cursor on the last page and on no other', async () => {
    for (let index = 0; index < 90; index += 1) insert(`c${index}`);
    const { cursors } = await run(undefined, { perPage: 20 });
    expect(cursors.length).toBeGreaterThan(3);
    expect(cursors.slice(0, -1)).toEqual(cursors.slice(0, -1).map(() => undefined));
    expect(cursors.at(-1)).toBe(String(start / 1000));
  });

  it('goes on behind a page that was taken before, and its cursor loses no edit made since', async () => {
    for (let index = 0; index < 60; index += 1) insert(`c${index}`, index < 10 ? start : start - 3_600_000);
    const [first] = await firstPage(undefined);
    const edited = first?.items[0]?.id ?? '';
    clock.advance(300_000);
    server.person.edit('clients', edited, { name: 'edited behind the walk' });
    const rest: ChangePage<Client>[] = [];
    for await (const page of ninja().clients.listChanged({ perPage: 20, after: first?.next }).pages())
      rest.push(page);
    const ids = new Set([first, ...rest].flatMap((page) => page?.items.map(({ id }) => id) ?? []));
    expect(ids.size).toBe(60);
    expect(rest[0]?.items.map(({ id }) => id)).not.toContain(edited);
    const cursor = rest.at(-1)?.cursor;
    expect(cursor).toBe(String(start / 1000));
    expect((await run(cursor, { overlapSeconds: 0 })).ids).toContain(edited);
  });

  it('starts behind the cursor, looks back by the overlap, and finds archived and deleted rows', async () => {
    const before = insert('long ago', start - 3_600_000);
    const [unseen, recent] = [insert('within the overlap', start - 80_000), insert('last', start - 30_000)];
    const archived = insert('to archive', start - 7_200_000);
    const { cursor } = await run();
    expect(cursor).toBe(String(start / 1000 - 30));
    clock.advance(600_000);
    server.person.archive('clients', archived);
    const next = await run(cursor);
    expect(next.ids.toSorted()).toEqual([unseen, recent, archived].toSorted());
    expect(next.ids).not.toContain(before);
    expect(next.cursor).toBe(String(start / 1000 + 600));
  });

  it('finds an edit in the very second of the cursor', async () => {
    const id = insert('a');
    const { cursor } = await run();
    server.person.edit('clients', id, { name: 'b' });
    expect((await run(cursor, { overlapSeconds: 0 })).ids).toEqual([id]);
  });

  it('keeps the cursor where nothing has changed', async () => {
    insert('a', start - 3_600_000);
    const { cursor } = await run();
    clock.advance(86_400_000);
    expect((await run(cursor)).cursor).toBe(cursor);
  });

  it('does not move the cursor past an edit on a page that was read before it, however long the run takes', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => insert(`c${index}`, start - 86_400_000));
    const [first] = ids;
    const last = ids.at(-1);
    let page = 0;
    server.onPage(() => {
      page += 1;
      clock.advance(300_000);
      if (page === 1) server.person.edit('clients', first ?? '', { name: 'edited behind the reader' });
      if (page === 3) server.person.edit('clients', last ?? '', { name: 'edited ahead of the reader' });
    });
    const { cursor } = await run(undefined, { perPage: 20 });
    expect((await run(cursor, { perPage: 1000 })).ids).toContain(first);
  });

  it('does not trust the own clock: one that runs ahead loses nothing', async () => {
    server.clock.skew = -3_600_000;
    const ids = Array.from({ length: 60 }, (_, index) => insert(`c${index}`));
    let edited = false;
    server.onPage(() => {
      if (!edited) server.person.edit('clients', ids[0] ?? '', { name: 'edited' });
      edited = true;
      clock.advance(120_000);
    });
    const { cursor } = await run(undefined, { perPage: 20 });
    expect(Number(cursor)).toBeLessThanOrEqual(start / 1000 - 3600);
    expect((await run(cursor)).ids).toContain(ids[0]);
  });

  it('does not follow a row that is dated in the future', async () => {
    insert('from the future', start + 86_400_000);
    const { cursor } = await run();
    expect(cursor).toBe(String(start / 1000));
  });

  it('goes back with a clock that is set back, which dates new edits before the cursor', async () => {
    const id = insert('a', start - 86_400_000);
    insert('b');
    const { cursor } = await run();
    server.clock.skew = -3_600_000;
    const { cursor: back } = await run(cursor);
    server.person.edit('clients', id, { name: 'edited' });
    expect((await run(back)).ids).toContain(id);
  });

  it('cannot be told to leave deleted rows out', async () => {
    const id = insert('a');
    const { cursor } = await run();
    server.person.remove('clients', id);
    const ids: string[] = [];
    const options = { since: cursor, status: ['active'] as const };
    for await (const row of ninja().clients.listChanged(options)) ids.push(row.id);
    expect(ids).toEqual([id]);
  });

  it('refuses milliseconds as a start', () => {
    expect(() => ninja().clients.listChanged({ since: Date.now() })).toThrow('since');
    expect(() => ninja().clients.listChanged({ overlapSeconds: -1 })).toThrow('overlapSeconds');
  });

  it('stays behind the first page where no answer tells the time', async () => {
    const timeless = createInvoiceNinjaClient({
      baseUrl: server.baseUrl,
      token: server.token,
      async around(send) {
        const response = await send();
        const headers = new Headers(response.headers);
        headers.delete('date');
        return new Response(await response.arrayBuffer(), { status: response.status, headers });
      },
    });
    for (let index = 0; index < 60; index += 1) insert(`c${index}`, start - 60_000_000 + index * 1000);
    let cursor: string | undefined;
    for await (const page of timeless.clients.listChanged({ perPage: 20 }).pages()) cursor = page.cursor;
    expect(cursor).toBe(String(start / 1000 - 60_000 + 19));
  });
});
