import { expect, it } from 'vitest';
import { finding, type FindingKind } from '../../src/index.ts';
import type { Place } from '../truth-log.ts';
import { created, evidenceOf, linkTo, place, record, type History } from './history.ts';
import { keptEdits } from './kept-edits.ts';

const hub = place('hub', 'x');
const remote = place('a.clients', 'r');
const born = created(hub, 'thing-1', { name: 'A' });

const takenOut = (at: Place) =>
  ({
    kind: 'edited',
    place: at,
    thing: 'thing-1',
    field: 'tags',
    value: [],
    parent: ['1'],
    over: ['1'],
  }) as const;

const messages = (history: History): readonly string[] =>
  keptEdits(evidenceOf(history)).map(({ message }) => message);

it('asks nothing more of a record that is kept against a delete because it was merged with one that is in agreement (seed 48140)', () => {
  const removed = takenOut(remote);
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

it('asks no removal of a record of which only a person can tell whether it is a copy (seed 32028)', () => {
  const removed = takenOut(hub);
  const links = [linkTo('b.clients', 's')];
  const played = (kind: FindingKind, side: string, names: string, own = links) =>
    messages({
      steps: [created(hub, 'thing-1', { name: 'A', tags: ['1'] }), removed],
      links: { x: own },
      records: [record(hub, 'thing-1', { name: 'A', tags: [] }), record(remote, 'thing-1', { tags: ['1'] })],
      findings: [
        finding({
          kind,
          item: { collection: 'clients', id: 'x' },
          side,
          field: null,
          lost: names,
          message: '',
        }),
      ],
    });
  expect(played('ambiguous_match', 'a.clients', 'q, r')).toEqual([]);
  const lost = [expect.stringContaining('removed "1"')];
  expect(played('ambiguous_match', 'a.clients', 'q, rr')).toEqual(lost);
  expect(played('ambiguous_match', 'b.clients', 'q, r')).toEqual(lost);
  expect(played('copy', 'a.clients', 'q, r')).toEqual(lost);
  expect(played('ambiguous_match', 'a.clients', 'q, r', [...links, linkTo('a.clients', 'r')])).toEqual(lost);
});
