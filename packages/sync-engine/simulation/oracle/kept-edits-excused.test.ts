import { expect, it } from 'vitest';
import type { TruthFact } from '../truth-log.ts';
import { created, evidenceOf, linkTo, looked, place, record, type History } from './history.ts';
import { keptEdits } from './kept-edits.ts';

const hub = place('hub', 'x');
const remote = place('a.clients', 'r');
const born = created(hub, 'thing-1', { name: 'A' });

const messages = (history: History): readonly string[] =>
  keptEdits(evidenceOf(history)).map(({ message }) => message);

it('accepts that a member comes back which was taken out between a reading and the write behind it (seed 11372)', () => {
  const overwrites = {
    kind: 'written',
    place: remote,
    thing: 'thing-1',
    cas: false,
    fields: { tags: { wanted: ['1', '2'], read: ['1'], over: [], stored: ['1', '2'] } },
  } satisfies TruthFact;
  const change = (value: readonly string[], parent: readonly string[]) =>
    ({
      kind: 'edited',
      place: remote,
      thing: 'thing-1',
      field: 'tags',
      value,
      parent,
      over: parent,
    }) as const;
  // The write met what the last of them left, and each of them is gone.
  const added = change(['1', '3'], ['1']);
  const removed = change(['3'], ['1', '3']);
  const taken = change([], ['3']);
  const start = [created(remote, 'thing-1', { tags: ['1'] }), born];
  const shown = {
    links: { x: [linkTo('a.clients', 'r')] },
    records: [
      record(hub, 'thing-1', { name: 'A', tags: ['1', '2'] }),
      record(remote, 'thing-1', { tags: ['1', '2'] }),
    ],
  };
  const read = looked('a.clients', ['r']);
  expect(messages({ ...shown, steps: [...start, read, added, removed, taken, overwrites] })).toEqual([]);
  // It was read without that member, so the write put it back knowingly.
  const knowing = { ...overwrites, fields: { tags: { ...overwrites.fields.tags, read: [] } } };
  expect(messages({ ...shown, steps: [...start, added, removed, taken, read, knowing] })).toEqual([
    expect.stringContaining('removed "1"'),
  ]);
});

it('asks nothing more of a record that is kept against a delete because it was merged with one that is in agreement (seed 48140)', () => {
  const removed = {
    kind: 'edited',
    place: remote,
    thing: 'thing-1',
    field: 'tags',
    value: [],
    parent: ['1'],
    over: ['1'],
  } as const;
  const other = place('hub', 'y');
  const merged = {
    kind: 'merged',
    place: place('a.clients', 'l'),
    thing: 'thing-2',
    into: remote,
    intoThing: 'thing-1',
  } as const;
  const played = (state: 'live' | 'tombstone') =>
    messages({
      steps: [
        born,
        created(other, 'thing-2', {}),
        created(remote, 'thing-1', { tags: ['1'] }),
        merged,
        removed,
      ],
      links: { x: [{ ...linkTo('a.clients', 'r'), state }], y: [linkTo('a.clients', 's')] },
      records: [record(hub, 'thing-1', { name: 'A', tags: ['1'] }), record(remote, 'thing-1', { tags: [] })],
    });
  expect(played('tombstone')).toEqual([]);
  expect(played('live')).toEqual([expect.stringContaining('removed "1"')]);
});
