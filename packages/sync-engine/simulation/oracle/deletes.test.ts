import { describe, expect, it } from 'vitest';
import { finding, type Link } from '../../src/index.ts';
import { deletes } from './deletes.ts';
import {
  created,
  evidenceOf,
  linkTo,
  looked,
  mapping,
  model,
  place,
  record,
  type History,
} from './history.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];
const links = { x: [{ ...linkTo('a.clients', 'r'), state: 'tombstone' as const }] };
const removed = (by: 'person' | 'engine', at = x) =>
  ({ kind: 'removed', by, place: at, thing: 'thing-1' }) as const;
const restored = (at = x) => ({ kind: 'restored', by: 'person', place: at, thing: 'thing-1' }) as const;
const survivor = [record(r, 'thing-1', {})];

/** The engine saw both alive together. */
const met = (alive: Link['alive'] = { hub: true, remote: true }) => ({
  port: 'store',
  method: 'commit',
  args: [[{ key: { collection: 'clients', id: 'x' }, links: [{ ...linkTo('a.clients', 'r'), alive }] }]],
  result: [{ kind: 'committed' }],
});

const messages = ({ steps = [], ...history }: History): readonly string[] =>
  deletes(evidenceOf({ links, ...history, steps: [created(x, 'thing-1', {}), met(), ...steps] })).map(
    ({ message }) => message,
  );

const believed = (count: number): History => ({
  steps: Array.from({ length: count }, (_, index) => [
    {
      kind: 'lied',
      place: place('a.clients', `r${index}`),
      thing: `thing-${index}`,
      lie: 'absent',
    } as const,
    { kind: 'removed', by: 'engine', place: place('hub', `x${index}`), thing: `thing-${index}` } as const,
  ]).flat(),
});

describe('a list that is sent whole', () => {
  const part = place('a.clients', 'r', 'contact:1');
  const note = (text: string) => ({ kind: 'note', note: text }) as const;
  /** The note and the removal are facts of one step. */
  const omit = (before: NonNullable<History['steps']>, after: NonNullable<History['steps']> = []) => {
    const steps = [created(part, 'thing-1', {}), ...before, removed('engine', part), ...after];
    const evidence = evidenceOf({ steps });
    const omitted = steps.length - after.length;
    const events = evidence.events.map((event) =>
      event.kind === 'note' ? { ...event, step: omitted } : event,
    );
    return deletes({ ...evidence, events });
  };
  const read = looked('a.clients', ['r']);
  const window = note('window:a.clients:r:contact:1');

  it('may leave out what was made right after it was read, and nothing else', () => {
    expect(omit([read, window])).toEqual([]);
    expect(omit([read])).toHaveLength(1);
    expect(omit([read, note('window:a.clients:r:contact:2')])).toHaveLength(1);
    const busy = [looked('b.clients', ['o']), looked('b.clients', ['o']), looked('b.clients', ['o'])];
    expect(omit([read, ...busy, window])).toHaveLength(1);
  });

  it('takes the item of what it left out with it, as any delete does', () => {
    expect(omit([read, window], [removed('engine')])).toEqual([]);
    expect(omit([read], [removed('engine')])).toHaveLength(2);
  });
});

describe('deletes', () => {
  it('accepts a delete that reached the other side', () => {
    const steps = [removed('person'), removed('engine', r)];
    expect(messages({ steps, records: [record(r, 'thing-1', {}, { live: false })] })).toEqual([]);
  });

  it('refuses a record that lives on after an unopposed delete, in both directions', () => {
    expect(messages({ steps: [removed('person')], records: survivor })).toEqual([
      expect.stringContaining('but a.clients r lives'),
    ]);
    expect(messages({ steps: [removed('person', r)], records: [record(x, 'thing-1', {})] })).toHaveLength(1);
  });

  it('lets no delete travel before both were seen together', () => {
    const unmet = [created(x, 'thing-1', {}), met(null), removed('person')];
    expect(deletes(evidenceOf({ links, steps: unmet, records: survivor }))).toEqual([]);
  });

  it('takes nothing for agreed that a fenced worker wanted to store', () => {
    const fenced = { ...met(), result: [{ kind: 'fenced' }] };
    const steps = [created(x, 'thing-1', {}), fenced, removed('person')];
    expect(deletes(evidenceOf({ links, steps, records: survivor }))).toEqual([]);
  });

  it('lets a delete travel only among the records of one item', () => {
    const others = { x: links.x, y: [{ ...linkTo('b.clients', 'q'), state: 'live' as const }] };
    const elsewhere = [record(place('b.clients', 'q'), 'thing-1', {})];
    expect(messages({ steps: [removed('person')], records: elsewhere, links: others })).toEqual([]);
  });

  it('refuses a record that the engine itself brought back', () => {
    const steps = [removed('person'), { ...created(r, 'thing-1', {}), by: 'engine' } as const];
    expect(messages({ steps, records: survivor })).toHaveLength(1);
  });

  it('accepts a record that lives on where deletes do not travel, or was never linked', () => {
    const keep = model({}, [mapping('a.clients', { onDelete: 'keep' })]);
    expect(messages({ steps: [removed('person')], records: survivor, model: keep })).toEqual([]);
    expect(messages({ steps: [removed('person')], records: survivor, links: {} })).toEqual([]);
  });

  it('accepts a record that was kept with a finding, or restored', () => {
    const about = { item: { collection: 'clients', id: 'x' }, side: 'hub', field: null, lost: undefined };
    const kept = finding({ ...about, kind: 'delete_against_edit', message: '' });
    const steps = [created(x, 'thing-1', {}), removed('person')];
    expect(messages({ steps, records: survivor, findings: [kept] })).toEqual([]);
    const conflict = finding({ ...about, kind: 'conflict', message: '' });
    expect(messages({ steps, records: survivor, findings: [conflict] })).toHaveLength(1);
    expect(messages({ steps: [...steps, restored()], records: survivor })).toEqual([]);
  });

  it('refuses a delete that nobody asked for', () => {
    expect(messages({ steps: [removed('engine', r)] })).toEqual([expect.stringContaining('nobody asked')]);
    const other = { ...removed('person'), thing: 'thing-2' };
    expect(messages({ steps: [other, removed('engine', r)] })).toHaveLength(1);
    expect(messages({ steps: [removed('person'), removed('engine', r)] })).toEqual([]);
  });

  it('lets a part go with its record, and not alone', () => {
    const part = { ...removed('engine', place('a.clients', 'r', 'contact:1')), thing: 'thing-2' };
    const evidence = evidenceOf({ links, steps: [removed('person'), removed('engine', r), part] });
    const inOneStep = evidence.events.map((event) => (event.step === 3 ? { ...event, step: 2 } : event));
    expect(deletes({ ...evidence, events: inOneStep })).toEqual([]);
    expect(deletes(evidence)).toHaveLength(1);
    // Gone with its record, the part is gone for its own item as well.
    const item = { ...removed('engine', place('hub', 'p')), thing: 'thing-2', step: 9, at: 9, actor: 'w' };
    expect(deletes({ ...evidence, events: [...inOneStep, item] })).toEqual([]);
    expect(deletes({ ...evidence, events: [...evidence.events, item] })).toHaveLength(2);
  });

  it('refuses a delete that was taken back before it was acted on, unless nobody could have seen it', () => {
    const look = looked('hub:clients', ['x']);
    expect(messages({ steps: [removed('person'), restored(), look, removed('engine', r)] })).toHaveLength(1);
    expect(messages({ steps: [removed('person'), look, restored(), removed('engine', r)] })).toEqual([]);
  });

  it('accepts what the engine brought back because another side had denied it for a while (seed 24098)', () => {
    const records = [record(x, 'thing-1', {})];
    const lie = (at = place('b.clients', 'q')) =>
      ({ kind: 'lied', place: at, thing: 'thing-1', lie: 'absent' }) as const;
    const [gone, back] = [removed('person', r), { ...restored(), by: 'engine' } as const];
    expect(messages({ steps: [gone, lie(), removed('engine'), back], records })).toEqual([]);
    expect(messages({ steps: [gone, removed('engine'), lie(), back], records })).toEqual([]);
    // Nobody lied, or only the side that it was deleted on, or behind that; it was never carried out, or only before.
    const carried = removed('engine');
    expect(messages({ steps: [gone, carried, back], records })).toHaveLength(1);
    expect(messages({ steps: [gone, lie(r), carried, back], records })).toHaveLength(1);
    expect(messages({ steps: [gone, carried, back, lie()], records })).toHaveLength(1);
    expect(messages({ steps: [gone, lie(), back], records })).toHaveLength(1);
    expect(messages({ steps: [lie(), carried, gone, back], records })).toHaveLength(1);
  });

  it('accepts what came back with a record that was denied for a while, where people had deleted all others (seed 31586)', () => {
    const q = place('b.clients', 'q');
    const held = (remote: boolean) => ({
      port: 'store',
      method: 'commit',
      args: [
        [
          {
            key: { collection: 'clients', id: 'x' },
            links: [
              { ...linkTo('a.clients', 'r'), alive: { hub: false, remote: false } },
              { ...linkTo('b.clients', 'q'), alive: { hub: false, remote } },
            ],
          },
        ],
      ],
      result: [{ kind: 'committed' }],
    });
    const lie = { kind: 'lied', place: q, thing: 'thing-1', lie: 'absent' } as const;
    const [both, back] = [
      [removed('person'), removed('person', r)],
      { ...restored(), by: 'engine' } as const,
    ];
    const records = [record(x, 'thing-1', {})];
    expect(messages({ steps: [lie, ...both, held(false), back], records })).toEqual([]);
    expect(messages({ steps: [lie, ...both.toReversed(), held(false), back], records })).toEqual([]);
    // Nobody lied; the lie was not believed when it came back, or only later; it was not deleted elsewhere.
    expect(messages({ steps: [...both, held(false), back], records })).toHaveLength(1);
    expect(messages({ steps: [lie, ...both, held(true), back], records })).toHaveLength(1);
    expect(messages({ steps: [lie, ...both, held(true), back, held(false)], records })).toHaveLength(1);
    expect(messages({ steps: [lie, removed('person', r), held(false), back], records })).toHaveLength(1);
    expect(
      messages({ steps: [lie, removed('person'), held(false), back, removed('person', r)], records }),
    ).toHaveLength(1);
  });

  it('accepts what a person brought back, if the engine never knew that the other record had been back as well (seed 512)', () => {
    const records = [record(x, 'thing-1', {})];
    const gone = met({ hub: false, remote: false });
    const both = [removed('person'), removed('person', r)];
    const again = [restored(r), removed('person', r)];
    expect(messages({ steps: [...both, gone, restored(), ...again], records })).toEqual([]);
    // It was known to be back; or nobody brought the other one back, or only before any of this.
    expect(
      messages({ steps: [...both, gone, restored(), restored(r), met(), removed('person', r)], records }),
    ).toHaveLength(1);
    expect(messages({ steps: [...both, restored(), ...again], records })).toHaveLength(1);
    expect(messages({ steps: [...both, gone, ...again], records })).toHaveLength(1);
    expect(
      messages({ steps: [removed('person'), restored(), removed('person', r), gone, ...again], records }),
    ).toHaveLength(1);
  });

  it('refuses more deletes for a lying stream than its guard allows', () => {
    expect(messages(believed(2))).toEqual([]);
    expect(messages(believed(3))).toEqual([expect.stringContaining('because a.clients lied')]);
  });

  it('counts what a lying provider said as a delete', () => {
    const lie = { kind: 'lied', place: x, thing: 'thing-1', lie: 'absent' } as const;
    expect(messages({ steps: [lie, removed('engine', r)] })).toEqual([]);
  });
});
