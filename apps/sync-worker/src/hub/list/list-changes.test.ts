import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListPage, Side } from '@unified-sync/sync-engine';
import { companies } from '../testing/companies.ts';
import { create, remove, update } from '../testing/requests.ts';
import { runSql } from '../testing/run-sql.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
let side: Side;
beforeAll(async () => {
  hub = await startHub({ readBatch: 4 });
  side = hub.side;
});
beforeEach(async () => await runSql(hub.directus, 'delete from companies'));
afterAll(async () => await hub.stop());

const ids = (count: number): string[] => Array.from({ length: count }, () => crypto.randomUUID());

async function createAll(wanted: readonly string[]): Promise<void> {
  const results = await side.write(wanted.map((id) => create(id, { name: id })));
  expect(results.every(({ kind }) => kind === 'written')).toBe(true);
}

interface Listed {
  readonly ids: readonly string[];
  readonly cursor: string | null;
  readonly pages: number;
}

/** Lists to the end; `between` happens after each page. */
async function list(
  of: Side,
  {
    cursor = null,
    lookBack = 0,
    page = null,
    between,
  }: Partial<Parameters<Side['list']>[0]> & { between?: (shown: ListPage) => Promise<void> } = {},
): Promise<Listed> {
  const shown: string[] = [];
  let next = page;
  for (let pages = 1; ; pages += 1) {
    const listed = await of.list({ cursor, lookBack, page: next });
    expect(listed.poison).toEqual([]);
    shown.push(...listed.records.map(({ id }) => id));
    if (listed.next === null) return { ids: shown, cursor: listed.cursor, pages };
    expect(listed.cursor).toBeNull();
    await between?.(listed);
    next = listed.next;
  }
}

/** Makes items whose stamps come in the order of their ids. Gives the stamps, in milliseconds. */
async function numberedById(count: number): Promise<readonly number[]> {
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  const wanted = ids(count).toSorted();
  const rows = wanted.map(
    (id, at) => `('${id}', 'numbered', '${new Date(start + at * 1_000).toISOString()}')`,
  );
  await runSql(hub.directus, `insert into companies (id, name, date_created) values ${rows.join(', ')}`);
  return wanted.map((_, at) => start + at * 1_000);
}

const name = async (id: string, to: string): Promise<unknown> =>
  await side.write([update(await hub.look(id), { name: to })]);

it('shows every item once, archived ones too, in pages', async () => {
  const all = ids(10);
  await createAll(all);
  await side.write([remove(await hub.look(all[3] ?? ''))]);
  const listed = await list(side);
  expect(listed.ids.toSorted()).toEqual(all.toSorted());
  expect(listed.pages).toBe(3);
});

it('shows every item where its ids and stamps take several answers', async () => {
  await runSql(
    hub.directus,
    `insert into companies (id, name, date_created)
     select gen_random_uuid(), 'many', now() - n * interval '1 second' from generate_series(1, 200) n`,
  );
  const listed = await list(side);
  expect(new Set(listed.ids).size).toBe(200);
  expect(listed.ids).toHaveLength(200);
});

it('passes nothing that changes while its ids and stamps are read in several answers: its cursor is that of the first', async () => {
  const byId = await numberedById(200);
  const listed = await list(side);
  // The first answer holds 80 of them; the newest stamp of all came with the last one.
  expect(Date.parse(listed.cursor ?? '')).toBe(byId[79]);
  expect(listed.ids).toHaveLength(200);
});

it('shows nothing of an empty collection, and then what comes', async () => {
  const empty = await list(side);
  expect(empty).toEqual({ ids: [], cursor: null, pages: 1 });
  const all = ids(1);
  await createAll(all);
  expect((await list(side, { cursor: empty.cursor })).ids).toEqual(all);
});

it('goes on where it ended: created and updated items, and no others', async () => {
  const [old, edited, fresh] = [ids(1), ids(1), ids(1)].flat();
  await createAll([old ?? '', edited ?? '']);
  const first = await list(side);
  expect(first.cursor).toMatch(/^2\d{3}-\d\d-\d\dT.*Z$/);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await name(edited ?? '', 'edited');
  await createAll([fresh ?? '']);
  const second = await list(side, { cursor: first.cursor });
  // The newest of before is at the cursor itself, and may be shown once more.
  expect(second.ids.filter((id) => id !== old)).toEqual([edited, fresh]);
  const third = await list(side, { cursor: second.cursor });
  expect(third.ids).toEqual([fresh]);
  expect(third.cursor).toBe(second.cursor);
});

it('looks back as far as it is told', async () => {
  const all = ids(3);
  await createAll(all);
  const { cursor } = await list(side);
  await runSql(hub.directus, `update companies set date_created = date_created - interval '10 seconds'`);
  expect((await list(side, { cursor, lookBack: 5_000 })).ids).toEqual([]);
  expect((await list(side, { cursor, lookBack: 15_000 })).ids.toSorted()).toEqual(all.toSorted());
});

describe('while it is under way', () => {
  it('loses nothing to edits, deletes and creates', async () => {
    const all = ids(12);
    await createAll(all);
    const order = (await list(side)).ids;
    const [gone, later] = [order[1] ?? '', ids(1)[0] ?? ''];
    let isFirst = true;
    const listed = await list(side, {
      async between() {
        if (!isFirst) return;
        isFirst = false;
        // A deleted item of a page that was shown moves all others up; an edited one goes to the end.
        await hub.admin.call('DELETE', `/items/companies/${gone}`);
        await Promise.all(order.slice(5, 9).map(async (id) => await name(id, 'edited')));
        await createAll([later]);
      },
    });
    expect(listed.ids.toSorted()).toEqual(all.toSorted());
    const next = await list(side, { cursor: listed.cursor });
    expect(next.ids).toEqual(expect.arrayContaining([...order.slice(5, 9), later]));
  });

  it('goes on in another process behind the last page, and misses nothing of what happened between', async () => {
    const all = ids(10);
    await createAll(all);
    const page = await side.list({ cursor: null, lookBack: 0, page: null });
    const edited = page.records[0]?.id ?? '';
    await name(edited, 'edited');
    const late = ids(1);
    await createAll(late);
    const other = hub.another({}).side('companies');
    const rest = await list(other, { page: page.next });
    expect([...page.records.map(({ id }) => id), ...rest.ids]).toEqual(
      expect.arrayContaining([...all, edited, ...late]),
    );
    const next = await list(side, { cursor: rest.cursor });
    expect(next.ids).toEqual(expect.arrayContaining([edited, ...late]));
  });

  it('keeps the cursor of its first snapshot: an older stamp may come to light later', async () => {
    const all = ids(6);
    await createAll(all);
    const page = await side.list({ cursor: null, lookBack: 0, page: null });
    const slow = ids(1);
    await createAll(slow);
    // As a transaction that was under way for long: its stamp lies among those that were shown.
    await runSql(
      hub.directus,
      `update companies set date_created = (select min(date_created) from companies) + interval '1 microsecond' where id = '${slow[0]}'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await createAll(ids(3));
    const rest = await list(hub.another({}).side('companies'), { page: page.next });
    const next = await list(side, { cursor: rest.cursor, lookBack: 1_000 });
    expect(next.ids).toContain(slow[0]);
  });
});

it('shows many items of one instant, finer than a millisecond, in pages', async () => {
  const all = ids(11);
  await createAll(all);
  await runSql(hub.directus, `update companies set date_created = '2026-01-01 00:00:00.123456+00'`);
  const listed = await list(side);
  expect(listed.ids.toSorted()).toEqual(all.toSorted());
  expect(listed.cursor).toBe('2026-01-01T00:00:00.123Z');
  expect((await list(side, { cursor: listed.cursor })).ids.toSorted()).toEqual(all.toSorted());
});

it('is not carried away by a date of the future', async () => {
  const all = ids(2);
  await createAll(all);
  await runSql(hub.directus, `update companies set date_created = '2099-01-01' where id = '${all[0]}'`);
  const { cursor } = await list(side);
  expect(cursor?.slice(0, 2)).toBe('20');
  expect(cursor).not.toContain('2099');
  const fresh = ids(1);
  await createAll(fresh);
  expect((await list(side, { cursor })).ids).toEqual(expect.arrayContaining(fresh));
});

it('always shows items that carry no date: nothing says that they have not changed', async () => {
  const all = ids(3);
  await createAll(all);
  const { cursor } = await list(side);
  await runSql(
    hub.directus,
    `insert into companies (id, name) values ('${crypto.randomUUID()}', 'imported')`,
  );
  expect((await list(side, { cursor })).ids).toHaveLength(1 + 1);
});

it('shows everything each time where Directus keeps no date of updates', async () => {
  const all = ids(5);
  await createAll(all);
  const undated = hub
    .another({ collections: { companies: { ...companies, dateUpdated: null } } })
    .side('companies');
  const first = await list(undated);
  expect(first.cursor).toBeNull();
  expect(first.ids.toSorted()).toEqual(all.toSorted());
  expect((await list(undated, { cursor: '2026-11-22T00:00:00.000Z' })).ids).toHaveLength(5);
});

it.each(['yesterday', ''])('names the mistake in a cursor that is no instant: %s', async (cursor) => {
  await expect(side.list({ cursor, lookBack: 0, page: null })).rejects.toThrow('cursor: expected an instant');
  await expect(side.list({ cursor: null, lookBack: 0, page: cursor })).rejects.toThrow(
    'page: expected the token',
  );
});

describe('listIds', () => {
  it('shows all ids, and that they are all', async () => {
    const all = ids(9);
    await createAll(all);
    const { ids: shown, complete } = await side.listIds();
    expect(complete).toBe(true);
    expect(shown.toSorted()).toEqual(all.toSorted());
  });
});
