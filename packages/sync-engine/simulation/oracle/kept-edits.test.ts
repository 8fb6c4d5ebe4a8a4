import { describe, expect, it } from 'vitest';
import { finding, type Halves } from '../../src/index.ts';
import type { TruthFact } from '../truth-log.ts';
import { created, edited, evidenceOf, linkTo, looked, place, record, type History } from './history.ts';
import { keptEdits } from './kept-edits.ts';

const hub = place('hub', 'x');
const remote = place('a.clients', 'r');
const born = created(hub, 'thing-1', { name: 'A' });

const messages = (name: string | readonly string[], history: History): readonly string[] =>
  keptEdits(
    evidenceOf({
      records: [record(hub, 'thing-1', typeof name === 'string' ? { name } : { tags: name })],
      ...history,
    }),
  ).map(({ message }) => message);

const written = (over: string, read: string, cas = false) =>
  ({
    kind: 'written',
    place: remote,
    thing: 'thing-1',
    cas,
    fields: { name: { wanted: 'B', read, over, stored: 'B' } },
  }) satisfies TruthFact;

const lost = (value: string, field = 'name') =>
  finding({
    kind: 'conflict',
    item: { collection: 'clients', id: 'x' },
    side: 'a.clients',
    field,
    lost: value,
    message: '',
  });

const change = (value: readonly string[], parent: readonly string[]) =>
  ({ kind: 'edited', place: hub, thing: 'thing-1', field: 'tags', value, parent, over: parent }) as const;

/** A commit of the item with its link's base and what became of an effect. */
const commits = (base: Readonly<Record<string, Halves>>, state = 'done', fields = {}) => ({
  port: 'store',
  method: 'commit',
  args: [
    [
      {
        key: { collection: 'clients', id: 'x' },
        links: [linkTo('a.clients', 'r', base)],
        effects: [{ id: 'e', side: 'a.clients', state, fields }],
      },
    ],
  ],
  result: [{ kind: 'committed' }],
});

const status = (...steps: NonNullable<History['steps']>): readonly string[] =>
  messages('A', {
    steps: [born, ...steps],
    records: [record(hub, 'thing-1', { name: 'A', status: 'on' })],
  });

describe('kept edits', () => {
  it('accepts an edit that somebody undid on the record that its own was merged into', () => {
    const winner = place('a.clients', 'w');
    const merged = {
      kind: 'merged',
      place: place('b.clients', 'l'),
      thing: 'thing-1',
      into: winner,
      intoThing: 'thing-2',
    } as const;
    const edit = edited(hub, 'thing-1', 'name', 'B', 'A');
    const undone = edited(winner, 'thing-2', 'name', 'C', 'B');
    const records = [record(hub, 'thing-1', { name: 'C' }), record(winner, 'thing-2', { name: 'C' })];
    expect(messages('C', { records, steps: [born, merged, edit, undone] })).toEqual([]);
    expect(messages('C', { records, steps: [born, edit, undone] })).toHaveLength(1);
  });

  it('accepts an edit that is present, in its own or in a normal form', () => {
    const steps = [born, edited(remote, 'thing-1', 'name', 'B ', 'A')];
    expect(messages('B ', { steps })).toEqual([]);
    const normalised = { kind: 'normalised', field: 'name', from: 'B ', to: 'B' } as const;
    expect(messages('B', { steps: [...steps, normalised] })).toEqual([]);
  });

  it('refuses an edit that is nowhere', () => {
    expect(messages('A', { steps: [born, edited(remote, 'thing-1', 'name', 'B', 'A')] })).toEqual([
      expect.stringContaining('value "B"'),
    ]);
  });

  it('refuses a first value that is nowhere', () => {
    expect(messages('Z', { steps: [born] })).toEqual([expect.stringContaining('value "A"')]);
  });

  it('accepts an edit that a later one has seen, and refuses one that a later one has not', () => {
    const first = edited(remote, 'thing-1', 'name', 'B', 'A');
    expect(messages('C', { steps: [born, first, edited(hub, 'thing-1', 'name', 'C', 'B')] })).toEqual([]);
    expect(messages('C', { steps: [born, first, edited(hub, 'thing-1', 'name', 'C', 'A')] })).toEqual([
      expect.stringContaining('value "B"'),
    ]);
  });

  it('judges what an edit did to each member by itself, if it undid some of a write whose answer was lost (seed 513)', () => {
    const brought = {
      kind: 'written',
      place: remote,
      thing: 'thing-1',
      cas: false,
      fields: { tags: { wanted: ['1', '2'], read: ['1'], over: ['1'], stored: ['1', '2'] } },
    } satisfies TruthFact;
    const emptied = { ...change([], ['1', '2']), place: remote };
    const agreed = { tags: { hub: ['1'], remote: ['1'] } };
    const settled = { ...commits(agreed, 'abandoned'), actor: 'v' };
    const steps = [born, change(['1'], []), commits(agreed), brought, emptied, settled];
    const shown = (tags: readonly string[]) => ({
      steps,
      links: { x: [linkTo('a.clients', 'r')] },
      records: [record(hub, 'thing-1', { name: 'A', tags })],
    });
    expect(messages([], shown(['2']))).toEqual([]);
    expect(messages([], shown(['1', '2']))).toEqual([expect.stringContaining('removed "1"')]);
  });

  it('takes the values of a record that is there again for no new edits', () => {
    const again = created(place('hub', 'y'), 'thing-1', { name: 'A' });
    expect(messages('B', { steps: [born, edited(remote, 'thing-1', 'name', 'B', 'A'), again] })).toEqual([]);
    const other = created(place('hub', 'y'), 'thing-1', { name: 'C' });
    expect(messages('B', { steps: [born, edited(remote, 'thing-1', 'name', 'B', 'A'), other] })).toHaveLength(
      1,
    );
  });

  it('refuses an edit that only an earlier one had "seen"', () => {
    const steps = [
      born,
      edited(hub, 'thing-1', 'name', 'C', 'B'),
      edited(remote, 'thing-1', 'name', 'B', 'A'),
    ];
    expect(messages('C', { steps })).toEqual([expect.stringContaining('value "B"')]);
  });

  it('accepts a loser that a finding names for this field and this record', () => {
    const steps = [
      born,
      edited(remote, 'thing-1', 'name', 'B', 'A'),
      edited(hub, 'thing-1', 'name', 'C', 'A'),
    ];
    expect(messages('C', { steps, findings: [lost('B')] })).toEqual([]);
    expect(messages('C', { steps, findings: [lost('B', 'tags')] })).toHaveLength(1);
    expect(messages('C', { steps, findings: [lost('X')] })).toHaveLength(1);
    const other = { ...lost('B'), item: { collection: 'clients', id: 'y' } };
    const twoThings = [...steps, created(place('hub', 'y'), 'thing-2', {})];
    expect(messages('C', { steps: twoThings, findings: [other] })).toHaveLength(1);
  });

  it('refuses a "conflict" in which nobody contradicted the loser', () => {
    const steps = [born, edited(remote, 'thing-1', 'name', 'B', 'A')];
    expect(messages('A', { steps, findings: [lost('B')] })).toEqual([expect.stringContaining('value "B"')]);
    const seen = edited(hub, 'thing-1', 'name', 'A', 'O');
    const upon = edited(remote, 'thing-1', 'name', 'B', 'A');
    const judge = (...more: NonNullable<History['steps']>) =>
      messages('A', { steps: [created(hub, 'thing-1', { name: 'O' }), ...more], findings: [lost('B')] });
    expect(judge(seen, upon)).toHaveLength(1);
    // The same value again, by somebody who had not seen it lost.
    expect(judge(seen, upon, edited(hub, 'thing-1', 'name', 'A', 'O'))).toEqual([]);
    const refused = { ...lost('B'), kind: 'refused_edit' } as const;
    expect(messages('A', { steps, findings: [refused] })).toEqual([]);
    const stuck = { ...lost('B'), kind: 'does_not_stick' } as const;
    expect(messages('A', { steps, findings: [stuck] })).toHaveLength(1);
  });

  it('accepts a conflict with somebody who had emptied the field on another side, and none with the emptying it was made upon', () => {
    const emptied = (where: typeof hub) => edited(where, 'thing-1', 'name', null, 'A');
    const upon = edited(hub, 'thing-1', 'name', 'B', null);
    const judge = (...steps: NonNullable<History['steps']>) =>
      keptEdits(
        evidenceOf({
          records: [record(hub, 'thing-1', { name: null })],
          steps: [born, ...steps],
          findings: [lost('B')],
        }),
      );
    expect(judge(emptied(hub), emptied(remote), upon)).toEqual([]);
    expect(judge(emptied(hub), upon)).toHaveLength(1);
    // It came to the hub from there.
    expect(judge(emptied(remote), upon)).toHaveLength(1);
  });

  it('accepts a conflict with an old value that a backup brought back on another side, unless it had come to the edited one', () => {
    const steps = (...brought: NonNullable<History['steps']>): NonNullable<History['steps']> => [
      created(remote, 'thing-1', { name: 'A' }),
      { ...born, by: 'engine' },
      edited(remote, 'thing-1', 'name', 'C', 'A'),
      edited(remote, 'thing-1', 'name', 'A', 'C'),
      ...brought,
      edited(hub, 'thing-1', 'name', 'B', 'A'),
    ];
    expect(messages('A', { steps: steps(), findings: [lost('B')] })).toEqual([]);
    const cameBack = { ...written('C', 'C'), place: hub, fields: { name: written('C', 'C').fields.name } };
    const brought = {
      ...cameBack,
      fields: { name: { wanted: 'A', read: 'C', over: 'C', stored: 'A' } },
    } as const;
    expect(messages('A', { steps: steps(brought), findings: [lost('B')] })).toHaveLength(1);
  });

  it('accepts a conflict of an edit on top of one that met a write without an answer, after that was read, too', () => {
    const looks = looked('a.clients', ['r']);
    const first = edited(remote, 'thing-1', 'name', 'C', 'B');
    const second = edited(remote, 'thing-1', 'name', 'D', 'C');
    const closed = commits({}, 'abandoned');
    const judge = (...steps: NonNullable<History['steps']>) =>
      messages('B', {
        steps: [born, edited(hub, 'thing-1', 'name', 'B', 'A'), written('A', 'A'), ...steps],
        findings: [lost('C'), lost('D')],
      });
    expect(judge(first, looks, closed, second)).toEqual([]);
    expect(judge(looks, closed, first, second)).toEqual([expect.stringContaining('value "D"')]);
    // Something else was shown in between.
    const other = { ...second, over: 'B' };
    expect(judge(first, looks, closed, other)).toEqual([expect.stringContaining('value "D"')]);
  });

  it('accepts an edit that was overwritten right after the read, and only where nothing could refuse it', () => {
    const first = edited(remote, 'thing-1', 'name', 'E', 'A');
    const target = edited(hub, 'thing-1', 'name', 'B', 'A');
    const look = looked('a.clients', ['r']);
    expect(messages('B', { steps: [born, target, look, first, written('E', 'A')] })).toEqual([]);
    expect(messages('B', { steps: [born, target, look, first, written('E', 'A', true)] })).toHaveLength(1);
    // Read, and so known.
    expect(messages('B', { steps: [born, target, first, look, written('E', 'E')] })).toHaveLength(1);
    // Never read, or read long before.
    expect(messages('B', { steps: [born, target, first, written('E', 'A')] })).toHaveLength(1);
    const busy = Array.from({ length: 9 }, () => looked('b.clients', ['q']));
    expect(messages('B', { steps: [born, target, look, first, ...busy, written('E', 'A')] })).toHaveLength(1);
  });

  it('follows what was added to and removed from a set', () => {
    const steps = [change(['1', '2'], ['1']), change(['1', '3'], ['1'])];
    expect(messages(['1', '2', '3'], { steps })).toEqual([]);
    expect(messages(['1', '3'], { steps })).toEqual([expect.stringContaining('added "2"')]);
    const stale = { ...change(['1', '3'], ['1']), over: ['1', '2'] };
    expect(messages(['1', '3'], { steps: [change(['1', '2'], ['1']), stale] })).toEqual([]);
    const removed = [
      created(hub, 'thing-1', {}),
      change(['1'], ['1', '2']),
      commits({}),
      commits({ tags: { hub: [], remote: [] } }),
    ];
    expect(messages(['1', '2'], { steps: removed })).toEqual([]);
    const links = { x: [linkTo('a.clients', 'r')] };
    expect(messages(['1', '2'], { steps: removed.toReversed(), links })).toHaveLength(1);
    // A tombstone that waits for a person keeps nothing in agreement.
    expect(messages(['1', '2'], { steps: removed.toReversed() })).toEqual([]);
    const refused = { ...lost('', 'tags'), kind: 'write_refused', field: null } as const;
    expect(messages(['1', '2'], { steps: removed.toReversed(), links, findings: [refused] })).toEqual([]);
    const deleted = record(remote, 'thing-1', { tags: ['1'] }, { live: false });
    expect(
      messages([], { steps: [change([], ['1'])], records: [record(hub, 'thing-1', { tags: [] }), deleted] }),
    ).toEqual([]);
    const removal = [created(hub, 'thing-1', {}), change([], ['1'])];
    expect(messages([], { steps: removal })).toEqual([]);
    expect(messages(['1'], { steps: removal, links })).toEqual([expect.stringContaining('removed "1"')]);
  });

  it('accepts an edit that a create took the place of, where the side had said that there was no such record', () => {
    const edit = edited(remote, 'thing-1', 'name', 'C', 'A');
    const landed = {
      kind: 'written',
      place: remote,
      thing: 'thing-1',
      cas: true,
      fields: { name: { wanted: 'B', read: null, over: 'C', stored: 'B' } },
    } as const;
    const lie = { kind: 'lied', place: remote, thing: 'thing-1', lie: 'absent' } as const;
    expect(messages('A', { steps: [born, lie, edit, landed] })).toEqual([]);
    expect(messages('A', { steps: [born, edit, landed, lie] })).toHaveLength(1);
    const update = { ...landed, fields: { name: { ...landed.fields.name, read: 'C' } } };
    expect(messages('A', { steps: [born, lie, edit, update] })).toHaveLength(1);
  });

  it('accepts additions to a set that were written over right after the read, though others were there as well', () => {
    const over = (read: readonly string[], unseen: readonly string[]) =>
      ({
        kind: 'written',
        place: hub,
        thing: 'thing-1',
        cas: false,
        fields: { tags: { wanted: ['3'], read, over: unseen, stored: ['3'] } },
      }) as const;
    const steps = [created(hub, 'thing-1', { tags: [] }), looked('hub:clients', ['x']), change(['1'], [])];
    expect(messages(['3'], { steps: [...steps, over([], ['1', '2'])] })).toEqual([]);
    expect(messages(['3'], { steps: [...steps, over([], ['2'])] })).toHaveLength(1);
  });

  it('accepts an edit that put back what a write without an answer had replaced, and no other', () => {
    const flag = (value: string, parent: string) => edited(remote, 'thing-1', 'status', value, parent);
    const asked = edited(hub, 'thing-1', 'status', 'out', 'in');
    const fields = { status: { wanted: 'out', read: 'in', over: 'in', stored: 'out' } };
    const write = { kind: 'written', place: remote, thing: 'thing-1', cas: false, fields } as const;
    const lostWith = (...steps: NonNullable<History['steps']>): readonly string[] =>
      messages('A', {
        steps: [born, asked, ...steps],
        records: [record(hub, 'thing-1', { name: 'A', status: 'out' })],
      });
    expect(lostWith(write, flag('in', 'out'), commits({}, 'abandoned'))).toEqual([]);
    expect(lostWith(write, flag('in', 'out'), commits({}))).toHaveLength(1);
    expect(lostWith(write, commits({}, 'abandoned'), flag('in', 'out'))).toHaveLength(1);
    expect(lostWith(write, flag('away', 'out'), commits({}, 'abandoned'))).toHaveLength(1);
  });

  it('accepts an edit to the very value that a write without an answer wanted', () => {
    const wants = commits({}, 'sending', { status: { wanted: 'out' } });
    const same = edited(remote, 'thing-1', 'status', 'out', 'in');
    const other = edited(remote, 'thing-1', 'status', 'off', 'in');
    expect(status(wants, same, commits({}))).toEqual([]);
    expect(status(wants, other, commits({}))).toHaveLength(1);
    expect(status(commits({}), same)).toHaveLength(1);
  });

  it('takes a value that is set back to its own half for no change', () => {
    const agreed = commits({ status: { hub: 'in', remote: 'in' } });
    const away = edited(remote, 'thing-1', 'status', 'out', 'in');
    const back = edited(remote, 'thing-1', 'status', 'in', 'out');
    expect(status(agreed, away, back)).toEqual([]);
    expect(status(agreed, away)).toHaveLength(1);
    expect(status(away, back)).toHaveLength(1);
    const arrived = created(remote, 'thing-1', { status: 'in' });
    expect(status(arrived, looked('a.clients', ['r']), away, back)).toEqual([]);
    expect(status(arrived, looked('a.clients', ['other']), away, back)).not.toEqual([]);
    // Read when a write was planned whose answer was lost: agreed on only later.
    const elsewhereFirst = [arrived, away, back, agreed];
    expect(status(...elsewhereFirst)).toEqual([]);
    const elsewhere = commits({ status: { hub: 'in', remote: 'on' } });
    expect(status(elsewhere, away, back)).toHaveLength(1);
  });

  it('accepts an edit that agreed, and then met an earlier change of the very same value that nobody had read', () => {
    const elsewhere = place('b.clients', 's');
    const earlier = edited(elsewhere, 'thing-1', 'status', 'off', 'out');
    const edit = edited(remote, 'thing-1', 'status', 'out', 'in');
    const agreed = commits({ status: { hub: 'out', remote: 'out' } });
    const read = (answer: unknown) =>
      ({ port: 'b.clients', method: 'look', args: [['s']], result: [answer] }) as const;
    const ends = (...steps: NonNullable<History['steps']>): readonly string[] =>
      messages('A', {
        steps: [born, ...steps],
        records: [record(hub, 'thing-1', { name: 'A', status: 'off' })],
      });
    expect(ends(earlier, edit, agreed)).toEqual([]);
    expect(ends(earlier, edit, read({ kind: 'unknown' }), agreed)).toEqual([]);
    expect(ends(earlier, edit, read({ kind: 'present' }), agreed)).toHaveLength(1);
    // To settle what was open it had been read, and is read again for the plan.
    expect(ends(earlier, edit, read({ kind: 'present' }), read({ kind: 'unknown' }), agreed)).toEqual([]);
    expect(ends(earlier, edit, read({ kind: 'unknown' }), read({ kind: 'present' }), agreed)).toHaveLength(1);
    expect(ends(earlier, edit)).toHaveLength(1);
    const known = commits({ status: { hub: 'off', remote: 'off' } });
    const inHub = edited(hub, 'thing-1', 'status', 'off', 'out');
    expect(ends(inHub, edit, agreed)).toEqual([]);
    expect(ends(inHub, edit, known, agreed)).toHaveLength(1);
  });

  it('accepts an edit that a backup has put the old value over, once the record is there again', () => {
    const first = created(remote, 'thing-1', { name: 'A' });
    const edit = edited(remote, 'thing-1', 'name', 'B', 'A');
    const gone = { kind: 'removed', by: 'person', place: remote, thing: 'thing-1' } as const;
    // The item of the hub was made from it: its own removal is no removal of that.
    const judge = (...steps: NonNullable<History['steps']>) =>
      keptEdits(
        evidenceOf({
          steps: [born, ...steps],
          records: [record(hub, 'thing-1', { name: 'A' }), record(remote, 'thing-1', { name: 'A' })],
        }),
      );
    expect(judge(first, edit, first)).toEqual([]);
    expect(judge(first, edit)).toHaveLength(1);
    expect(judge(first, edit, gone, first)).toEqual([]);
  });

  it('leaves a record that was deleted in the very step of its edit to that check, and one that was deleted before', () => {
    const edit = edited(remote, 'thing-1', 'name', 'B', 'A');
    const gone = { kind: 'removed', by: 'engine', place: remote, thing: 'thing-1' } as const;
    const judge = (...steps: NonNullable<History['steps']>) => {
      const evidence = evidenceOf({ steps, records: [record(hub, 'thing-1', { name: 'A' })] });
      return keptEdits({ ...evidence, events: evidence.events.map((event) => ({ ...event, step: 1 })) });
    };
    expect(judge(born, edit, gone)).toEqual([]);
    expect(judge(born, gone, edit)).toHaveLength(1);
  });

  it('leaves things that are gone to the check of deletes', () => {
    const gone = [record(hub, 'thing-1', {}, { live: false })];
    expect(messages('A', { steps: [born], records: gone })).toEqual([]);
  });
});
