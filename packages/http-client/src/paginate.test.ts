import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type Page, type Paginated, paginate } from './paginate.ts';
import { withoutRepeats } from './without-repeats.ts';

/** Pages [1, 2], [3, 4], [5, 6], and which of them were fetched. */
function numbers(): { list: Paginated<number>; fetched: string[] } {
  const fetched: string[] = [];
  const list = paginate(async (cursor): Promise<Page<number>> => {
    fetched.push(cursor ?? 'first');
    const start = Number(cursor ?? 1);
    return { items: [start, start + 1], next: start < 5 ? String(start + 2) : undefined };
  });
  return { list, fetched };
}

it('gives every item of every page in order', async () => {
  expect(await Array.fromAsync(numbers().list)).toEqual([1, 2, 3, 4, 5, 6]);
});

it('stops fetching when the loop is left', async () => {
  const { list, fetched } = numbers();
  for await (const item of list) if (item === 3) break;
  expect(fetched).toEqual(['first', '3']);
});

it('fetches a page only when it is asked for', async () => {
  const { list, fetched } = numbers();
  const pages = list.pages();
  expect(fetched).toEqual([]);
  expect((await pages.next()).value).toEqual({ items: [1, 2], next: '3' });
  expect(fetched).toEqual(['first']);
  await pages.return(undefined);
  expect((await pages.next()).done).toBe(true);
  expect(fetched).toEqual(['first']);
});

it('stops fetching when the body of the loop throws', async () => {
  const { list, fetched } = numbers();
  const loop = async (): Promise<void> => {
    for await (const page of list.pages()) throw new Error(`stop at ${page.next}`);
  };
  await expect(loop()).rejects.toThrow('stop at 3');
  expect(fetched).toEqual(['first']);
});

it('starts at a saved cursor, and anew for every loop', async () => {
  const list = paginate(async (cursor) => ({ items: [cursor], next: undefined }), 'saved');
  expect(await Array.fromAsync(list)).toEqual(['saved']);
  expect(await Array.fromAsync(list)).toEqual(['saved']);
});

it('goes on after an empty page that names another', async () => {
  const list = paginate(async (cursor) =>
    cursor === undefined ? { items: [], next: 'b' } : { items: [1], next: undefined },
  );
  expect(await Array.fromAsync(list)).toEqual([1]);
});

it('takes an empty cursor for a cursor', async () => {
  const seen: unknown[] = [];
  const list = paginate(async (cursor) => {
    seen.push(cursor);
    return { items: [], next: seen.length < 2 ? '' : undefined };
  });
  await Array.fromAsync(list);
  expect(seen).toEqual([undefined, '']);
});

it('does not go round in a circle', async () => {
  const list = paginate(async () => ({ items: [1], next: 'same' }));
  await expect(Array.fromAsync(list)).rejects.toThrow('paginate: the next page is the one just read');
});

it('passes on the error of a page', async () => {
  const list = paginate(async () => await Promise.reject(new RangeError('no page')));
  await expect(Array.fromAsync(list)).rejects.toThrow('no page');
});

it('holds one page at a time', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: unknown = runInNewContext('gc');
  if (typeof collectGarbage !== 'function')
    throw new TypeError('this test needs the garbage collector of Node');
  const fetched: WeakRef<object>[] = [];
  const list = paginate(async (cursor) => {
    const page = { items: ['x'], next: String(Number(cursor ?? 0) + 1) };
    fetched.push(new WeakRef(page));
    return page;
  });
  const pages = list.pages();
  for (let count = 0; count < 20; count += 1) await pages.next();
  // A WeakRef keeps what it has shown until the next turn of the event loop.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  expect(fetched.filter((page) => page.deref() !== undefined).length).toBeLessThanOrEqual(2);
});

it('leaves out what came before, and keeps what has changed since', async () => {
  const first = [
    { id: 'a', version: 1 },
    { id: 'b', version: 1 },
  ];
  const second = [
    { id: 'b', version: 1 },
    { id: 'a', version: 2 },
    { id: 'c', version: 1 },
  ];
  const drifting = paginate(async (cursor) =>
    cursor === undefined ? { items: first, next: '2' } : { items: second, next: undefined },
  );
  const list = withoutRepeats(drifting, ({ id, version }) => `${id} ${version}`);
  expect((await Array.fromAsync(list)).map(({ id, version }) => `${id}${version}`)).toEqual([
    'a1',
    'b1',
    'a2',
    'c1',
  ]);
  expect(await Array.fromAsync(list)).toHaveLength(4);
});

it('keeps the cursor of a page of which nothing is left', async () => {
  const same = paginate(async (cursor) => ({ items: ['a'], next: cursor === undefined ? '2' : undefined }));
  expect(await Array.fromAsync(withoutRepeats(same, (item) => item).pages())).toEqual([
    { items: ['a'], next: '2' },
    { items: [], next: undefined },
  ]);
});
