import { describe, expect, it } from 'vitest';
import type { ListPage, Side } from '../../src/index.ts';
import type { TestWorld } from './test-world.ts';
import { testWorld } from './test-world.ts';
import type { TableName } from './tables.ts';

const everything = { cursor: null, lookBack: 0, page: null };

function fill({ make }: TestWorld, table: 'a.clients' | 'b.contacts', count: number): readonly string[] {
  const name = table === 'a.clients' ? 'name' : 'firstname';
  return Array.from({ length: count }, (_, index) => make(table, { [name]: `v${index}` }));
}

const idsOf = (page: ListPage): readonly string[] => page.records.map(({ id }) => id);

async function readAll(side: Side, between: () => void = () => undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  let page = await side.list(everything);
  ids.push(...idsOf(page));
  while (page.next !== null) {
    between();
    page = await side.list({ ...everything, page: page.next });
    ids.push(...idsOf(page));
  }
  return ids;
}

describe('a listing', () => {
  it('goes over all pages, soft-deleted records included', async () => {
    const test = testWorld();
    const ids = fill(test, 'a.clients', 6);
    test.world.inside.systems.remove('a.clients', ids[0] ?? '', 'person');
    expect(await readAll(test.world.sides.stream('a.clients'))).toEqual(ids);
  });

  it('gives a cursor on its last page that finds what changed since, and looks back', async () => {
    const test = testWorld();
    const side = test.world.sides.stream('b.contacts');
    const [first = '', second = ''] = fill(test, 'b.contacts', 2);
    test.pass(1_000);
    const { cursor } = await side.list(everything);
    test.pass(1_000);
    test.world.inside.systems.update('b.contacts', first, { phone: 'v9' }, 'person');
    expect(idsOf(await side.list({ cursor, lookBack: 0, page: null }))).toEqual([first]);
    expect(idsOf(await side.list({ cursor, lookBack: 1_000, page: null }))).toEqual([second, first]);
  });

  it('filters by whole seconds in A, inclusive', async () => {
    const test = testWorld();
    const side = test.world.sides.stream('a.clients');
    const [first] = fill(test, 'a.clients', 1);
    test.pass(999);
    const { cursor } = await side.list(everything);
    expect(idsOf(await side.list({ cursor, lookBack: 0, page: null }))).toEqual([first]);
  });

  it('shows a record of B twice that is edited between two pages, and misses none', async () => {
    const test = testWorld();
    const ids = fill(test, 'b.contacts', 5);
    const seen = await readAll(test.world.sides.stream('b.contacts'), () => {
      test.pass(1);
      test.world.inside.systems.update('b.contacts', ids[0] ?? '', { phone: 'v9' }, 'person');
    });
    expect(seen).toEqual([...ids, ids[0]]);
  });

  it('misses no item of the hub when another is deleted between two pages, and shows none twice', async () => {
    const test = testWorld();
    const ids = Array.from({ length: 9 }, (_, index) =>
      test.make('companies', { owner_company: 'acme', name: `v${index}` }),
    );
    const { systems } = test.world.inside;
    let gone = 0;
    const seen = await readAll(test.world.sides.hub('companies'), () => {
      systems.update('companies', ids[3] ?? '', { note: `v${gone}` }, 'person');
      systems.removeForGood('companies', ids[gone++] ?? '');
    });
    expect(seen).toEqual(ids);
  });

  it('is disturbed by an edit between its pages, now and then', async () => {
    const test = testWorld(['page-drift']);
    fill(test, 'b.contacts', 5);
    await readAll(test.world.sides.stream('b.contacts'), () => test.pass(200));
    expect(test.events('edited').length).toBeGreaterThan(0);
  });

  it('may be served from a replica that lags, but never by more than the overlap', async () => {
    const test = testWorld(['stale-list-page']);
    const [id = ''] = fill(test, 'b.contacts', 1);
    test.pass(10_000);
    test.world.inside.systems.update('b.contacts', id, { firstname: 'new' }, 'person');
    const side = test.world.sides.stream('b.contacts');
    const stale = await side.list(everything);
    expect(stale.records[0]?.parts['']?.fields['firstname']).toBe('v0');
    test.pass(5_000);
    expect((await side.list(everything)).records[0]?.parts['']?.fields['firstname']).toBe('new');
  });

  it('shows poison instead of a record', async () => {
    const test = testWorld(['poison']);
    fill(test, 'a.clients', 2);
    const page = await test.world.sides.stream('a.clients').list(everything);
    expect(page.records).toEqual([]);
    expect(page.poison).toHaveLength(2);
  });
});

describe('a list of all ids', () => {
  it('is complete where it says so', async () => {
    const test = testWorld();
    const ids = fill(test, 'b.contacts', 3);
    expect(await test.world.sides.stream('b.contacts').listIds()).toEqual({ ids, complete: true });
  });

  it('may be cut, and says so', async () => {
    const test = testWorld(['incomplete-listing']);
    fill(test, 'b.contacts', 3);
    expect((await test.world.sides.stream('b.contacts').listIds()).complete).toBe(false);
  });

  it('may leave a record out and call itself complete, which the log calls a lie', async () => {
    const test = testWorld(['missed-in-listing']);
    const all = fill(test, 'b.contacts', 3);
    const { ids, complete } = await test.world.sides.stream('b.contacts').listIds();
    expect([ids.length, complete]).toEqual([2, true]);
    expect(test.events('lied').map(({ place }) => place.record)).toEqual(
      all.filter((id) => !ids.includes(id)),
    );
  });
});

describe('stamps', () => {
  it.each(['skewed-clock', 'slow-transaction'] as const)('stay within the overlap under %s', (fault) => {
    const test = testWorld([fault]);
    const tables: readonly TableName[] = ['a.clients', 'b.contacts'];
    fill(test, 'a.clients', 30);
    fill(test, 'b.contacts', 30);
    const offsets = tables.flatMap((table) =>
      test.world.inside.systems.tables[table].rows().map(({ modified }) => modified - test.now()),
    );
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(-9_000);
    expect(Math.max(...offsets)).toBeLessThanOrEqual(4_000);
    expect(new Set(offsets).size).toBeGreaterThan(10);
  });
});
