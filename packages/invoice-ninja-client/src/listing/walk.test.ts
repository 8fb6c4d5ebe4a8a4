import { expect, it } from 'vitest';
import { seededRandom } from '@unified-sync/http-client/testing';
import type { Window } from './next-window.ts';
import { type PageAnswer, type Step, walk } from './walk.ts';

interface Thing {
  id: string;
  updated_at: number;
  place: number;
}

const things = (count: number): Thing[] =>
  Array.from({ length: count }, (_, place) => ({ id: `id${place}`, updated_at: 1, place }));

/** A list that is sorted by place, and changes before each page. */
function listOf(rows: Thing[], change: (request: number) => void = () => undefined) {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    read: async ({ page, per_page }: Window): Promise<PageAnswer<Thing>> => {
      if (requests > 0) change(requests);
      requests += 1;
      const sorted = rows.toSorted((a, b) => a.place - b.place);
      const offset = (page - 1) * per_page;
      return { rows: sorted.slice(offset, offset + per_page), total: rows.length, offset, perPage: per_page };
    },
  };
}

async function idsOf(steps: AsyncGenerator<Step<Thing>>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { items } of steps) ids.push(...items.map(({ id }) => id));
  return ids;
}

it('reads a quiet list once, in order', async () => {
  const rows = things(1234);
  const ids = await idsOf(walk({ ...listOf(rows), path: '/things', perPage: 100 }));
  expect(ids).toEqual(rows.map(({ id }) => id));
});

it('ends on an empty list', async () => {
  const list = listOf([]);
  expect(await idsOf(walk({ read: list.read, path: '/things', perPage: 10 }))).toEqual([]);
  expect(list.requests).toBe(1);
});

it('loses no row when rows before it leave the list between two pages', async () => {
  const rows = things(300);
  const list = listOf(rows, (request) => request <= 3 && rows.splice(0, 12));
  const ids = await idsOf(walk({ read: list.read, path: '/things', perPage: 50 }));
  for (const { id } of rows) expect(ids).toContain(id);
});

it('loses no row when one leaves and another one comes, so that the total stays the same', async () => {
  const rows = things(100);
  let next = 100;
  const list = listOf(rows, () => {
    rows.shift();
    rows.push({ id: `id${next}`, updated_at: 1, place: next });
    next += 1;
  });
  const ids = await idsOf(walk({ read: list.read, path: '/things', perPage: 10 }));
  for (const { id } of rows.filter(({ place }) => place < 100)) expect(ids).toContain(id);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('loses no row of a list that changes at random (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  const rows = things(400);
  const list = listOf(rows, () => {
    for (let changes = random() * 6; changes > 0; changes -= 1) {
      if (random() < 0.6) rows.splice(Math.floor(random() * rows.length), Math.ceil(random() * 4));
      else rows.push({ id: `new${random()}`, updated_at: 1, place: Math.floor(random() * 800) + 0.5 });
    }
  });
  const ids = new Set(await idsOf(walk({ read: list.read, path: '/things', perPage: 20 })));
  const lost = rows.filter(({ id }) => id.startsWith('id') && !ids.has(id));
  expect(lost).toEqual([]);
});

it('gives a row again when it has changed, and leaves it out when it has not', async () => {
  const rows = things(30);
  const list = listOf(rows, (request) => {
    if (request === 1) rows[9] = { id: 'id9', updated_at: 2, place: 9 };
  });
  const ids = await idsOf(walk({ read: list.read, path: '/things', perPage: 10 }));
  expect(ids.filter((id) => id === 'id9')).toHaveLength(2);
  expect(ids.filter((id) => id === 'id8')).toHaveLength(1);
});

it('tells two states of a row within one second apart', async () => {
  const rows: (Thing & { note?: string })[] = things(20);
  const list = listOf(rows, () => {
    rows[9] = { id: 'id9', updated_at: 1, place: 9, note: 'edited in the same second' };
  });
  const ids = await idsOf(walk({ read: list.read, path: '/things', perPage: 10 }));
  expect(ids.filter((id) => id === 'id9')).toHaveLength(2);
});

it('goes on behind an earlier position', async () => {
  const rows = things(100);
  const from = { read: 60, lastId: 'id59' };
  const ids = await idsOf(walk({ ...listOf(rows), path: '/things', perPage: 20, from }));
  expect(ids.filter((id) => Number(id.slice(2)) >= 60)).toHaveLength(40);
  expect(ids).not.toContain('id40');
});

it('goes back when the row of an earlier position is gone', async () => {
  const rows = things(100).filter(({ place }) => place !== 59);
  const from = { read: 60, lastId: 'id59' };
  const ids = await idsOf(walk({ ...listOf(rows), path: '/things', perPage: 20, from }));
  for (const { id } of rows) expect(ids).toContain(id);
});

it('uses the size that the server gives where it is smaller than asked for', async () => {
  const rows = things(90);
  const { read } = listOf(rows);
  const small = async ({ page, per_page }: Window): Promise<PageAnswer<Thing>> =>
    await read({ page, per_page: Math.min(per_page, 15) });
  expect(await idsOf(walk({ read: small, path: '/things', perPage: 50 }))).toHaveLength(90);
});

it('gives up with a retryable conflict on a list that never holds still', async () => {
  let offset = 0;
  const read = async ({ page, per_page }: Window): Promise<PageAnswer<Thing>> => {
    offset += 1000;
    const rows = things(per_page).map((row) => ({ ...row, id: `${offset}-${row.id}` }));
    return { rows, total: 100_000, offset: (page - 1) * per_page, perPage: per_page };
  };
  await expect(idsOf(walk({ read, path: '/things', perPage: 10 }))).rejects.toMatchObject({
    code: 'conflict',
    retryable: true,
  });
});

it('does not take a row for known that an edit has moved ahead', async () => {
  const rows = things(200);
  const list = listOf(rows, (request) => {
    if (request !== 1) return;
    const [moved] = rows.splice(0, 30);
    if (moved !== undefined) rows.push({ ...moved, place: 24.5 + 30 });
  });
  const steps = walk({ read: list.read, path: '/things', perPage: 20, place: (row) => row.place });
  const ids = await idsOf(steps);
  for (const { id } of rows) expect(ids).toContain(id);
});

it('gives up with a retryable conflict on a server that gives the same page for ever', async () => {
  const rows = things(10);
  const read = async (): Promise<PageAnswer<Thing>> => ({ rows, total: 100, offset: 0, perPage: 10 });
  await expect(idsOf(walk({ read, path: '/things', perPage: 10 }))).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('takes the largest page where rows share a place, since their order is not defined', async () => {
  const rows = things(60).map((row) => ({ ...row, place: Math.floor(row.place / 2) }));
  const list = listOf(rows);
  const ids = await idsOf(walk({ read: list.read, path: '/things', perPage: 10, place: (row) => row.place }));
  expect(new Set(ids).size).toBe(60);
  expect(list.requests).toBe(2);
});

it('refuses rows that share a place where not even the largest page holds them all', async () => {
  const rows = things(6000).map((row) => ({ ...row, place: 0 }));
  await expect(
    idsOf(walk({ ...listOf(rows), path: '/expenses', perPage: 10, place: (row) => row.place })),
  ).rejects.toMatchObject({ code: 'conflict', retryable: false });
});
