import { expect, it } from 'vitest';
import { exposures } from './exposure.ts';
import { created, edited, evidenceOf, looked, place } from './history.ts';

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

it('takes a write that was sent long after its read for no window, however few calls lie between', () => {
  // In these histories a step takes a millisecond: the write comes two after the read.
  expect(exposures({ ...history, sendWindow: 2 })).toHaveLength(1);
  expect(exposures({ ...history, sendWindow: 1 })).toEqual([]);
});
