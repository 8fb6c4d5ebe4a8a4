import { expect, it } from 'vitest';
import { exposures } from './exposure.ts';
import { created, edited, evidenceOf, linkTo, looked, place, record } from './history.ts';
import { keptEdits } from './kept-edits.ts';

const remote = place('a.clients', 'r');
const overwrites = {
  kind: 'written',
  place: remote,
  thing: 'thing-1',
  cas: false,
  fields: { name: { wanted: 'B', read: 'A', over: 'E', stored: 'B' } },
} as const;
const history = evidenceOf({
  steps: [
    created(remote, 'thing-1', { name: 'A' }),
    looked('a.clients', ['r']),
    edited(remote, 'thing-1', 'name', 'E', 'A'),
    overwrites,
  ],
});

it('takes a write right after its read for a window that nothing could close', () => {
  expect(exposures(history)).toMatchObject([{ field: 'name', value: 'E' }]);
});

it('counts no calls that keep what became of other items: a worker deals with several pages at once (seed 68027)', () => {
  const keeps = (id: string) => ({
    port: 'store',
    method: 'markDirty',
    args: [[{ side: 'hub', record: id }]],
    result: [],
  });
  const between = (id: string) =>
    evidenceOf({
      steps: [
        created(remote, 'thing-1', { name: 'A' }),
        looked('a.clients', ['r']),
        ...Array.from({ length: 9 }, () => keeps(id)),
        edited(remote, 'thing-1', 'name', 'E', 'A'),
        overwrites,
      ],
    });
  // One whose id begins alike is another as well.
  expect(exposures(between('clients/r2'))).toHaveLength(1);
  expect(exposures(between('clients/r'))).toEqual([]);
});

it('takes a write that was sent long after its read for no window, however few calls lie between', () => {
  // In these histories a step takes a millisecond: the write comes two after the read.
  expect(exposures({ ...history, sendWindow: 2 })).toHaveLength(1);
  expect(exposures({ ...history, sendWindow: 1 })).toEqual([]);
});

it('excuses the removal of a member that a write put back which had read it there, and no other (seed 11372)', () => {
  const takes = (value: readonly string[], over: readonly string[]) =>
    ({ kind: 'edited', place: remote, thing: 'thing-1', field: 'tags', value, parent: over, over }) as const;
  const write = (read: readonly string[], over: readonly string[], cas = false) =>
    ({
      kind: 'written',
      place: remote,
      thing: 'thing-1',
      cas,
      fields: { tags: { wanted: ['1', '2'], read, over, stored: ['1', '2'] } },
    }) as const;
  const lost = (...steps: Parameters<typeof evidenceOf>[0]['steps'] & {}) =>
    keptEdits(
      evidenceOf({
        links: { x: [linkTo('a.clients', 'r')] },
        records: [record(remote, 'thing-1', { tags: ['1', '2'] })],
        steps: [created(place('hub', 'x'), 'thing-1', {}), ...steps],
      }),
    ).map(({ message }) => message);
  const look = looked('a.clients', ['r']);
  // Other members go as well: nobody ever sees the very set that the edit left.
  const removals = [takes(['3'], ['1', '3']), takes([], ['3'])];
  expect(lost(look, ...removals, write(['1'], []))).toEqual([]);
  expect(lost(look, ...removals, write(['1'], [], true))).toEqual([expect.stringContaining('removed "1"')]);
  // The write had not read it there, or came before the removals: it did not put it back unseen.
  expect(lost(look, ...removals, write(['4'], []))).toHaveLength(1);
  expect(lost(look, write(['1'], []), ...removals)).toHaveLength(1);
});
