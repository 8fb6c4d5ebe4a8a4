import { describe, expect, it } from 'vitest';
import { created, edited, evidenceOf, makes, place, record, type History } from './history.ts';
import { provenance } from './provenance.ts';

const hub = place('hub', 'x');
const born = created(hub, 'thing-1', { name: 'A' });

const messages = (values: Record<string, string | readonly string[]>, steps: History['steps']) =>
  provenance(evidenceOf({ records: [record(hub, 'thing-1', values)], steps: steps ?? [] })).map(
    ({ message }) => message,
  );

describe('provenance', () => {
  it('accepts values that somebody gave to this thing, on whatever side', () => {
    expect(messages({ name: 'A' }, [born])).toEqual([]);
    const elsewhere = edited(place('a.clients', 'r'), 'thing-1', 'name', 'B', 'A');
    expect(messages({ name: 'B' }, [born, elsewhere])).toEqual([]);
  });

  it('refuses a value that nobody wrote, and one that the engine alone wrote', () => {
    expect(messages({ name: 'Z' }, [born])).toEqual([expect.stringContaining('nobody ever wrote "Z"')]);
    expect(
      messages({ name: 'Z' }, [born, makes(place('a.clients', 'r'), 'thing-1', { name: 'Z' })]),
    ).toHaveLength(1);
  });

  it('refuses the value of another thing, and accepts it once people merged the two', () => {
    const other = created(place('hub', 'y'), 'thing-2', { name: 'B' });
    expect(messages({ name: 'B' }, [born, other])).toHaveLength(1);
    const [loser, winner] = [place('a.clients', 's'), place('a.clients', 'r')];
    const merged = {
      kind: 'merged',
      place: loser,
      thing: 'thing-2',
      into: winner,
      intoThing: 'thing-1',
    } as const;
    expect(messages({ name: 'B' }, [born, other, merged])).toEqual([]);
  });

  it('accepts what was on its way to the record that had the id before, and nothing that was sent to this one', () => {
    const remote = place('b.contacts', 'r');
    const written = {
      kind: 'written',
      place: remote,
      thing: 'thing-1',
      cas: false,
      fields: { name: { wanted: 'Z', read: 'Y', over: 'B', stored: 'Z' } },
    } as const;
    const reborn = created(remote, 'thing-1', { name: 'B' });
    const sentAt = (step: number) => ({ sent: { at: 1, step, actor: 'w' } });
    expect(messages({ name: 'Z' }, [born, reborn, { ...written, ...sentAt(1) }])).toEqual([]);
    expect(messages({ name: 'Z' }, [born, reborn, { ...written, ...sentAt(2) }])).toHaveLength(1);
    expect(messages({ name: 'Z' }, [born, reborn, { ...written, ...sentAt(1), cas: true }])).toHaveLength(1);
    expect(messages({ name: 'Z' }, [born, reborn, written])).toHaveLength(1);
    expect(messages({ name: 'Y' }, [born, reborn, { ...written, ...sentAt(1) }])).toHaveLength(1);
  });

  it('judges the members of a set that was on its way in the same manner (seed 60036)', () => {
    const remote = place('b.contacts', 'r');
    const reborn = created(remote, 'thing-1', { tags: [] });
    const written = (sentAt: number) =>
      ({
        kind: 'written',
        place: remote,
        thing: 'thing-1',
        cas: false,
        fields: { tags: { wanted: ['7'], read: [], over: [], stored: ['7'] } },
        sent: { at: 1, step: sentAt, actor: 'w' },
      }) as const;
    expect(messages({ tags: ['7'] }, [born, reborn, written(1)])).toEqual([]);
    expect(messages({ tags: ['7'] }, [born, reborn, written(2)])).toHaveLength(1);
    expect(messages({ tags: ['7', '8'] }, [born, reborn, written(1)])).toEqual([
      expect.stringContaining('nobody ever wrote "8"'),
    ]);
  });

  it('accepts a declared normal form, and no other form', () => {
    const form = { kind: 'normalised', field: 'name', from: 'A', to: 'a' } as const;
    expect(messages({ name: 'a' }, [born, form])).toEqual([]);
    expect(messages({ name: 'a' }, [born])).toHaveLength(1);
  });

  it('asks it of every member of a set', () => {
    const tags = { ...edited(hub, 'thing-1', 'tags', null, null), value: ['1'] };
    expect(messages({ tags: ['1'] }, [tags])).toEqual([]);
    expect(messages({ tags: ['1', '2'] }, [tags])).toEqual([expect.stringContaining('"2"')]);
  });
});
