import assert from 'node:assert/strict';
import { allOf, connect, type Connected } from './connect.ts';
import type { Paginated } from '../../paginate.ts';
import type { ConformanceCase, ConformanceSubject } from './subject.ts';

/** None for a client without lists. */
export function paginationCases(subject: ConformanceSubject): ConformanceCase[] {
  const { rows, answers } = subject;
  const { list: answer } = answers;
  if (answer === undefined || rows === undefined) return [];

  const listing = (): Omit<Connected, 'client'> & { list: Paginated<unknown> } => {
    const { client, ...connected } = connect(subject, [async (request) => await answer(request)]);
    assert(client.list, 'the subject has `answers.list` and no `list`');
    return { ...connected, list: client.list({}) };
  };

  return [
    {
      name: 'a list gives every row with `for await`, and the same rows by `.pages()`',
      async run() {
        const one = await allOf(listing().list);
        const pages = await allOf(listing().list.pages());
        assert.equal(one.length, rows, 'rows of `for await`');
        assert(pages.length >= 3, `expected three pages or more, got ${pages.length}`);
        assert.deepEqual(
          pages.flatMap(({ items }) => items),
          one,
        );
        assert.deepEqual(
          pages.map(({ next }) => next === undefined),
          pages.map((_page, index) => index === pages.length - 1),
          'only the last page has no `next`',
        );
      },
    },
    {
      name: 'a list can be read twice, and asks again',
      async run() {
        const { list, calls } = listing();
        const first = await allOf(list);
        const asked = calls.length;
        assert.deepEqual(await allOf(list), first);
        assert.equal(calls.length, asked * 2);
      },
    },
    {
      name: 'a list asks for nothing before its first row is wanted, and for no page after the loop is left',
      async run() {
        const { list, calls } = listing();
        await Promise.resolve();
        assert.equal(calls.length, 0, 'requests before the loop');
        for await (const row of list) {
          assert.notEqual(row, undefined);
          break;
        }
        assert.equal(calls.length, 1, 'requests for one row');
      },
    },
  ];
}
