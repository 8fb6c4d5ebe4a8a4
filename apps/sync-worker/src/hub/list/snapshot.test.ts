import { SideUnavailable } from '@unified-sync/sync-engine';
import { array, assert, asyncProperty, integer, nat, record, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import type { Query } from '../directus-client.ts';
import type { Item } from '../hub-options.ts';
import { readSnapshot } from './snapshot.ts';

const idOf = (number: number): string => `id-${String(number).padStart(4, '0')}`;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A collection whose items change before each answer but the first; pages of 20 items at most. */
function collectionOf(numbers: readonly number[], changes: readonly ((there: Set<number>) => void)[] = []) {
  const there = new Set(numbers);
  const asked: Query[] = [];
  const context = {
    client: {
      async searchItems(_: string, query: Query): Promise<{ items: Item[]; count: undefined }> {
        const change = changes[asked.length - 1];
        if (asked.length > 0) change?.(there);
        asked.push(query);
        const { offset = 0, limit } = query;
        const sorted = [...there].toSorted((left, right) => left - right);
        const items = sorted.slice(offset, limit === -1 ? undefined : offset + limit);
        return {
          items: items.map((each) => ({
            id: idOf(each),
            made: `2026-01-01T00:00:${String(each % 60).padStart(2, '0')}Z`,
          })),
          count: undefined,
        };
      },
    },
    collection: { name: 'things', primaryKey: 'id', dateCreated: 'made', dateUpdated: null },
    readBatch: 1,
    schema: async () => ({ mostItems: 1000 }),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the snapshot needs no more of its context
  return { context: context as unknown as Parameters<typeof readSnapshot>[0], asked };
}

it('reads few items in one answer', async () => {
  const { context, asked } = collectionOf(range(19));
  const { items, first } = await readSnapshot(context, null);
  expect(items).toHaveLength(19);
  expect(first).toEqual(items);
  expect(asked).toHaveLength(1);
});

it('reads many in several answers, each of them short, and sorts all of them by stamp', async () => {
  const { context, asked } = collectionOf(range(100));
  const { items, first } = await readSnapshot(context, null);
  expect(items.map(({ id }) => id).toSorted()).toEqual(range(100).map(idOf));
  expect(items.map(({ stamp }) => stamp)).toEqual(items.map(({ stamp }) => stamp).toSorted());
  expect(first.map(({ id }) => id)).toEqual(range(20).map(idOf));
  expect(asked.every(({ limit }) => limit === 20)).toBe(true);
});

it('goes back where so many were deleted meanwhile that the next answer shows nothing known', async () => {
  const drop = (there: Set<number>): void => range(18).forEach((each) => there.delete(each));
  const { context } = collectionOf(range(100), [drop]);
  const { items } = await readSnapshot(context, null);
  const shown = new Set(items.map(({ id }) => id));
  expect(range(100).filter((each) => each >= 18 && !shown.has(idOf(each)))).toEqual([]);
});

it('misses nothing that is there all the time, whatever comes and goes between two answers', async () => {
  const change = record({
    removed: array(nat(199), { maxLength: 60 }),
    added: array(integer({ min: 200, max: 400 }), { maxLength: 30 }),
  });
  await assert(
    asyncProperty(
      uniqueArray(nat(400), { maxLength: 150 }),
      array(change, { maxLength: 12 }),
      async (numbers, changes) => {
        const gone = new Set(changes.flatMap(({ removed }) => removed));
        const { context } = collectionOf(
          numbers,
          changes.map(({ removed, added }) => (there: Set<number>) => {
            for (const each of removed) there.delete(each);
            for (const each of added) there.add(each);
          }),
        );
        const { items } = await readSnapshot(context, null);
        const shown = new Set(items.map(({ id }) => id));
        expect(numbers.filter((each) => !gone.has(each) && !shown.has(idOf(each)))).toEqual([]);
        expect(shown.size).toBe(items.length);
      },
    ),
    { numRuns: 500 },
  );
});

it('says so where an answer holds no more than one item', async () => {
  const { context } = collectionOf(range(3));
  const cut = { ...context, schema: async () => ({ ...(await context.schema()), mostItems: 1 }) };
  await expect(readSnapshot(cut, null)).rejects.toBeInstanceOf(SideUnavailable);
});
