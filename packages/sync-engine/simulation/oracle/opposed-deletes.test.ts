import { describe, expect, it } from 'vitest';
import { finding, type Link } from '../../src/index.ts';
import { created, edited, evidenceOf, linkTo, looked, model, place, type History } from './history.ts';
import { opposedDeletes } from './opposed-deletes.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];
const commits = (base: Link['base']) => ({
  port: 'store',
  method: 'commit',
  args: [[{ key: { collection: 'clients', id: 'x' }, links: [linkTo('a.clients', 'r', base)], effects: [] }]],
  result: [{ kind: 'committed' }],
});
const both = [created(x, 'thing-1', { name: 'A' }), created(r, 'thing-1', { name: 'A' })];
const born = [...both, commits({ name: { hub: 'A', remote: 'A' } })];
const edit = edited(x, 'thing-1', 'name', 'B', 'A');
const deleted = { kind: 'removed', by: 'person', place: r, thing: 'thing-1' } as const;
const removed = { kind: 'removed', by: 'engine', place: x, thing: 'thing-1' } as const;
const look = looked('hub:clients', ['x']);
/** The edit reached the record. */
const arrived = {
  kind: 'written',
  place: r,
  thing: 'thing-1',
  cas: false,
  fields: { name: { wanted: 'B', read: 'A', over: 'A', stored: 'B' } },
} as const;

const shared = model({ name: { kind: 'shared', prefer: 'hub' } });

const messages = (steps: NonNullable<History['steps']>, more: History = {}): readonly string[] =>
  opposedDeletes(
    evidenceOf({
      model: model({ name: { kind: 'shared', prefer: 'hub' } }),
      ...more,
      steps: [...born, ...steps],
    }),
  ).map(({ message }) => message);

describe('deletes against edits', () => {
  it('refuses a delete over an edit that the engine had read and the one who deleted had not', () => {
    expect(messages([deleted, edit, look, removed])).toEqual([
      expect.stringContaining('against the edit of name'),
    ]);
    expect(messages([edit, deleted, look, removed])).toHaveLength(1);
  });

  it('accepts a delete of what was not edited, or whose edit had arrived there', () => {
    expect(messages([deleted, look, removed])).toEqual([]);
    expect(messages([edit, arrived, deleted, look, removed])).toEqual([]);
  });

  it('sees an edit of a set in its elements, since others change the set as well', () => {
    const tagged = [
      created(x, 'thing-1', { tags: ['a'] }),
      created(r, 'thing-1', { tags: ['a', 'b'] }),
      commits({ tags: { hub: ['a'], remote: ['a', 'b'] } }),
      { kind: 'edited', place: x, thing: 'thing-1', field: 'tags', value: ['c'], parent: ['a'], over: ['a'] },
    ] as const;
    const arrivedAs = (stored: readonly string[]) =>
      ({
        kind: 'written',
        place: r,
        thing: 'thing-1',
        cas: false,
        fields: { tags: { wanted: stored, read: ['a', 'b'], over: ['a', 'b'], stored } },
      }) as const;
    const judge = (stored: readonly string[]) =>
      opposedDeletes(
        evidenceOf({
          model: model({ tags: { kind: 'shared', prefer: 'hub' } }),
          steps: [...tagged, arrivedAs(stored), deleted, look, removed],
        }),
      );
    expect(judge(['b', 'c'])).toEqual([]);
    expect(judge(['a', 'b', 'c'])).toHaveLength(1);
    expect(judge(['b'])).toHaveLength(1);
  });

  it('knows what a record showed that was renamed before it was deleted', () => {
    const renamed = { kind: 'renamed', place: r, thing: 'thing-1', to: 'r2' } as const;
    const deletedThere = { ...deleted, place: place('a.clients', 'r2') };
    expect(messages([edit, arrived, renamed, deletedThere, look, removed])).toEqual([]);
    expect(messages([renamed, edit, deletedThere, look, removed])).toHaveLength(1);
  });

  it('judges a record of a stream that is deleted for its item in the same way', () => {
    const there = edited(r, 'thing-1', 'name', 'B', 'A');
    const [gone, removes] = [{ ...deleted, place: x } as const, { ...removed, place: r } as const];
    const read = looked('a.clients', ['r']);
    expect(messages([gone, there, read, removes])).toEqual([
      expect.stringContaining('a.clients r was deleted against the edit of name'),
    ]);
    expect(messages([gone, read, there, removes])).toEqual([]);
    expect(messages([gone, read, removes])).toEqual([]);
    const back = edited(r, 'thing-1', 'name', 'A', 'B');
    expect(messages([gone, there, back, read, removes])).toEqual([]);
  });

  it('accepts an edit back to what had agreed: nothing changed', () => {
    const back = edited(x, 'thing-1', 'name', 'A', 'B');
    expect(messages([edit, arrived, deleted, back, look, removed])).toEqual([]);
    const agreed = commits({ name: { hub: 'B', remote: 'B' } });
    expect(messages([edit, arrived, agreed, deleted, back, look, removed])).toHaveLength(1);
  });

  it('accepts an edit that was written over in the instant that nothing can close, and is shown no more', () => {
    const over = (read: string) =>
      ({
        kind: 'written',
        place: x,
        thing: 'thing-1',
        cas: false,
        fields: { name: { wanted: 'C', read, over: 'B', stored: 'C' } },
      }) as const;
    expect(messages([look, edit, over('A'), deleted, look, removed])).toEqual([]);
    expect(messages([look, edit, over('B'), deleted, look, removed])).toHaveLength(1);
  });

  it('accepts an edit that another record showed, which went for a reason of its own', () => {
    const other = created(place('b.clients', 's'), 'thing-1', { name: 'B' });
    const withParent = { kind: 'removed', by: 'engine', place: other.place, thing: 'thing-1' } as const;
    expect(messages([other, edit, deleted, withParent, look, removed])).toEqual([]);
    const unseen = created(place('b.clients', 's'), 'thing-1', { name: 'A' });
    expect(messages([unseen, edit, deleted, withParent, look, removed])).toHaveLength(1);
  });

  it('accepts an edit of a record that had gone before the engine made the deleted one under its id', () => {
    const gone = { kind: 'removed', by: 'person', place: x, thing: 'thing-1' } as const;
    const anew = { ...created(x, 'thing-1', { name: 'A' }), by: 'engine' } as const;
    expect(messages([edit, gone, anew, deleted, look, removed])).toEqual([]);
    expect(messages([gone, anew, edit, deleted, look, removed])).toHaveLength(1);
    const elsewhere = { ...anew, place: place('hub', 'y') };
    expect(messages([edit, gone, elsewhere, deleted, look, removed])).toHaveLength(1);
  });

  it('accepts an edit of a field that had never agreed', () => {
    const unagreed = [...both, commits({}), deleted, edit, look, removed];
    expect(opposedDeletes(evidenceOf({ model: shared, steps: unagreed }))).toEqual([]);
  });

  it('accepts an edit that came after the last look', () => {
    expect(messages([deleted, look, edit, removed])).toEqual([]);
  });

  it('accepts an edit that had no say, or that lost with a finding', () => {
    const owned = model({ name: { kind: 'stream', stream: 'a.clients' } });
    expect(messages([deleted, edit, look, removed], { model: owned })).toEqual([]);
    const lost = finding({
      kind: 'conflict',
      item: { collection: 'clients', id: 'x' },
      side: 'hub',
      field: 'name',
      lost: 'B',
      message: '',
    });
    expect(messages([deleted, edit, look, removed], { findings: [lost] })).toEqual([]);
  });

  it('accepts a delete where a finding told that the members which were added are not taken there (seed 44681)', () => {
    const steps = [
      created(x, 'thing-1', { tags: ['a'] }),
      created(r, 'thing-1', { tags: ['a'] }),
      commits({ tags: { hub: ['a'], remote: ['a'] } }),
      { kind: 'edited', place: x, thing: 'thing-1', field: 'tags', value: ['c'], parent: [], over: ['a'] },
      deleted,
      look,
      removed,
    ] as const;
    const judge = (lost: readonly string[]) => {
      const stuck = finding({
        kind: 'does_not_stick',
        item: { collection: 'clients', id: 'x' },
        side: 'a.clients',
        field: 'tags',
        lost,
        message: '',
      });
      const tags = model({ tags: { kind: 'shared', prefer: 'hub' } });
      return opposedDeletes(evidenceOf({ model: tags, steps, findings: [stuck] }));
    };
    expect(judge(['a', 'c'])).toEqual([]);
    expect(judge(['a'])).toHaveLength(1);
  });

  it('accepts a delete of what took out again what a write without an answer had brought (seed 66008)', () => {
    const write = (actor: string, over: readonly string[], stored: readonly string[]) =>
      ({
        kind: 'written',
        place: x,
        thing: 'thing-1',
        cas: false,
        fields: { tags: { wanted: stored, read: over, over, stored } },
        actor,
      }) as const;
    const closedBy = (actor: string) => ({
      ...commits({ tags: { hub: [], remote: [] } }),
      args: [
        [
          {
            key: { collection: 'clients', id: 'x' },
            links: [linkTo('a.clients', 'r', { tags: { hub: [], remote: [] } })],
            effects: [{ id: 'e', side: 'hub', state: 'done', fields: {} }],
          },
        ],
      ],
      actor,
    });
    const judge = (value: readonly string[], closer: string) => {
      const steps = [
        created(x, 'thing-1', { tags: ['z'] }),
        created(r, 'thing-1', { tags: ['a', 'z'] }),
        commits({ tags: { hub: [], remote: [] } }),
        write('w', ['z'], ['a', 'z']),
        {
          kind: 'edited',
          place: x,
          thing: 'thing-1',
          field: 'tags',
          value,
          parent: ['a', 'z'],
          over: ['a', 'z'],
        },
        closedBy(closer),
        write('v', value, [...value, 'a']),
        deleted,
        look,
        removed,
      ] as const;
      const tags = model({ tags: { kind: 'shared', prefer: 'hub' } });
      return opposedDeletes(evidenceOf({ model: tags, steps })).length;
    };
    expect(judge(['z'], 'v')).toBe(0);
    // The write was answered; the edit did more than that.
    expect(judge(['z'], 'w')).toBe(1);
    expect(judge(['c', 'z'], 'v')).toBe(1);
  });
});
