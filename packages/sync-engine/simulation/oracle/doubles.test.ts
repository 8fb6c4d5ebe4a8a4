import { describe, expect, it } from 'vitest';
import type { Place } from '../truth-log.ts';
import { doubles } from './doubles.ts';
import {
  created,
  edited,
  evidenceOf,
  linkTo,
  makes,
  mapping,
  model,
  place,
  record,
  type History,
} from './history.ts';

const [x, y, r, s] = [place('hub', 'x'), place('hub', 'y'), place('a.clients', 'r'), place('a.clients', 's')];
const byName = model({}, [mapping('a.clients', { matchBy: [['name']] })]);
const search = { port: 'a.clients', method: 'findByKey', args: ['x'], result: [] };
const item = (id: string) => ({ collection: 'clients', id });
const twice = [record(r, 'thing-1', {}), record(s, 'thing-1', {})];

const messages = (history: History): readonly string[] =>
  doubles(evidenceOf({ model: byName, records: twice, ...history })).map(({ message }) => message);

describe('doubles', () => {
  it('refuses a second record of the engine, and accepts people who make two', () => {
    const first = makes(r, 'thing-1', { name: 'A' });
    expect(messages({ steps: [first, makes(s, 'thing-1', { name: 'A' })] })).toEqual([
      expect.stringContaining('is there twice'),
    ]);
    expect(messages({ steps: [first, created(s, 'thing-1', { name: 'A' })] })).toEqual([]);
  });

  it('refuses it beside a person’s record that was there at the last search, not beside a later one', () => {
    const [person, engine] = [created(r, 'thing-1', { name: 'A' }), makes(s, 'thing-1', { name: 'A' })];
    expect(messages({ steps: [person, search, engine] })).toHaveLength(1);
    expect(messages({ steps: [search, person, engine] })).toEqual([]);
  });

  it('accepts it where a side had said that the first was not there', () => {
    const [person, engine] = [created(r, 'thing-1', { name: 'A' }), makes(s, 'thing-1', { name: 'A' })];
    const lie = { kind: 'lied', place: r, thing: 'thing-1', lie: 'absent' } as const;
    expect(messages({ steps: [person, lie, search, engine] })).toEqual([]);
    expect(messages({ steps: [person, search, engine, lie] })).toHaveLength(1);
  });

  it('accepts it where no match rule could tell: what identifies it was edited before', () => {
    const person = created(r, 'thing-1', { name: 'A' });
    const renamed = edited(r, 'thing-1', 'name', 'B', 'A');
    const engine = makes(s, 'thing-1', { name: 'A' });
    expect(messages({ steps: [person, renamed, search, engine] })).toEqual([]);
    expect(messages({ steps: [person, search, engine, renamed] })).toHaveLength(1);
    expect(messages({ steps: [created(r, 'thing-1', {}), search, makes(s, 'thing-1', {})] })).toEqual([]);
  });

  it('accepts it where the first record was deleted at that time', () => {
    const [person, engine] = [created(r, 'thing-1', { name: 'A' }), makes(s, 'thing-1', { name: 'A' })];
    const gone = { kind: 'removed', by: 'person', place: r, thing: 'thing-1' } as const;
    const back = { ...gone, kind: 'restored' } as const;
    expect(messages({ steps: [person, gone, search, engine, back] })).toEqual([]);
    expect(messages({ steps: [person, gone, back, search, engine] })).toHaveLength(1);
  });

  it('accepts it where a person brought the first back behind the search, or a stream shows the thing twice', () => {
    const named = { name: 'A' };
    const gone = { kind: 'removed', by: 'person', place: x, thing: 'thing-1' } as const;
    const back = { ...gone, kind: 'restored' } as const;
    const made = {
      method: 'commit',
      port: 'store',
      result: [],
      args: [[{ key: item('y'), links: [linkTo('a.clients', 's')] }]],
    };
    const records = [record(x, 'thing-1', {}), record(y, 'thing-1', {})];
    const [born, item2] = [created(x, 'thing-1', named), makes(y, 'thing-1', named)];
    expect(messages({ records, steps: [born, gone, search, back, made, search, item2] })).toEqual([]);
    expect(messages({ records, steps: [born, gone, back, search, made, item2] })).toHaveLength(1);
    const replaced = [makes(s, 'thing-1', named), { ...back, place: r }] as const;
    expect(messages({ records, steps: [born, ...replaced, search, made, item2] })).toEqual([]);
    expect(messages({ records, steps: [born, replaced[0], search, made, item2] })).toHaveLength(1);
    const [remade, returned] = replaced;
    const find = { ...search, method: 'findByFields' };
    expect(messages({ records, steps: [born, find, returned, remade, search, made, item2] })).toEqual([]);
    expect(messages({ records, steps: [born, returned, find, remade, search, made, item2] })).toHaveLength(1);
  });

  it('judges the records of two items where the items are: in the hub', () => {
    const links = { x: [linkTo('a.clients', 'r')], y: [linkTo('a.clients', 's')] };
    const records = [...twice, record(x, 'thing-1', {}), record(y, 'thing-1', {})];
    const [first, ...rest] = [x, y, r, s].map((at) => makes(at, 'thing-1', { name: 'A' }));
    const made = {
      method: 'commit',
      port: 'store',
      result: [],
      args: [[{ key: item('y'), links: links.y }]],
    };
    const steps = first === undefined ? [] : [first, made, ...rest];
    expect(messages({ links, records, steps })).toEqual([expect.stringContaining('hub x and y')]);
    expect(messages({ records, steps })).toHaveLength(2);
  });

  it('accepts a second item where the stream that it was made from may not match the first', () => {
    const links = { x: [linkTo('b.clients', 'q')], y: [linkTo('a.clients', 's')] };
    const made = {
      method: 'commit',
      port: 'store',
      result: [],
      args: [[{ key: item('y'), links: links.y }]],
    };
    const rules = mapping('a.clients', { matchBy: [['name']] });
    const clients = model({}, [rules], { 'a.clients': { status: 'client' } });
    const items = (status: string): History => ({
      model: clients,
      links,
      records: [record(x, 'thing-1', {}), record(y, 'thing-1', {})],
      steps: [created(x, 'thing-1', { name: 'A', status }), search, made, makes(y, 'thing-1', { name: 'A' })],
    });
    expect(messages(items('supplier'))).toEqual([]);
    expect(messages(items('client'))).toHaveLength(1);
  });
});

describe('an item made from a record of its own', () => {
  const commitOf = (id: string, remoteId: string, part = '') => ({
    port: 'store',
    method: 'commit',
    args: [
      [
        {
          key: { collection: 'clients', id },
          links: [{ ...linkTo('a.clients', remoteId), part }],
          effects: [],
        },
      ],
    ],
    result: [{ kind: 'committed' }],
  });
  const records = [record(x, 'thing-1', { name: 'A' }), record(y, 'thing-1', { name: 'A' })];
  const born = [makes(x, 'thing-1', { name: 'A' }), search];
  const again = (link: ReturnType<typeof commitOf>) => [search, link, makes(y, 'thing-1', { name: 'A' })];

  it('is a double, unless the record is back after it was merged into the one that the other stands for', () => {
    const merged = { kind: 'merged', place: r, thing: 'thing-1', into: s, intoThing: 'thing-2' } as const;
    expect(messages({ records, steps: [...born, merged, ...again(commitOf('y', 'r'))] })).toEqual([]);
    expect(messages({ records, steps: [...born, ...again(commitOf('y', 'r'))] })).toHaveLength(1);
    expect(messages({ records, steps: [...born, merged, ...again(commitOf('y', 'o'))] })).toHaveLength(1);
  });

  it('is a double, unless people merged it elsewhere, and the other stands for the winner in its stream (seed 48169)', () => {
    const [one, two] = [place('b.clients', 'o'), place('b.clients', 't')];
    const merged = { kind: 'merged', place: one, thing: 'thing-1', into: two, intoThing: 'thing-2' } as const;
    const winner = created(s, 'thing-2', { name: 'B' });
    const link = commitOf('y', 'r');
    const play = (to: string, ...steps: NonNullable<History['steps']>) =>
      messages({ records, links: { x: [linkTo('a.clients', to)] }, steps: [winner, ...born, ...steps] });
    expect(play('s', merged, ...again(link))).toEqual([]);
    // Nobody merged it; it was merged too late; the other stands for the record of a third one.
    expect(play('s', ...again(link))).toHaveLength(1);
    expect(play('s', ...again(link), merged)).toHaveLength(1);
    expect(play('o', merged, ...again(link))).toHaveLength(1);
  });

  it('is a double, unless its part came back with a record that a person had brought back on another side', () => {
    const part = place('a.clients', 'r', 'c1');
    const instead = makes(place('a.clients', 's', 'c2'), 'thing-1', { name: 'A' });
    const back = (at: Place, thing: string, by: 'person' | 'engine') =>
      ({ kind: 'restored', by, place: at, thing }) as const;
    const asked = back(place('hub', 'z'), 'thing-2', 'person');
    const [whole, carried] = [back(r, 'thing-2', 'engine'), back(part, 'thing-1', 'engine')];
    const link = commitOf('y', 'r', 'c1');
    const play = (...steps: NonNullable<History['steps']>) =>
      messages({ records, steps: [...born, instead, ...steps, ...again(link)] });
    expect(play(asked, [whole, carried])).toEqual([]);
    // Nobody asked for it; asked for too late; another record; the part alone.
    expect(play([whole, carried])).toHaveLength(1);
    expect(play([whole, carried], asked)).toHaveLength(1);
    expect(play(asked, [back(s, 'thing-2', 'engine'), carried])).toHaveLength(1);
    expect(play(asked, whole, carried)).toHaveLength(1);
  });

  it('is a double, unless a list that was read before a delete has made the part anew', () => {
    const [one, two] = [place('a.clients', 'r', 'c1'), place('a.clients', 'r', 'c2')];
    const gone = { kind: 'removed', by: 'person', place: one, thing: 'thing-1' } as const;
    const read = { port: 'a.clients', method: 'look', args: [['r']], result: [] };
    const sent = makes(two, 'thing-1', { name: 'A' });
    const link = commitOf('y', 'r', 'c2');
    expect(messages({ records, steps: [...born, read, gone, sent, ...again(link)] })).toEqual([]);
    expect(messages({ records, steps: [...born, gone, read, sent, ...again(link)] })).toHaveLength(1);
  });

  it('is a double, unless a backup brought its record back under an id that another had meanwhile (seed 30098)', () => {
    const link = commitOf('y', 's');
    const [mine, others] = [created(s, 'thing-1', { name: 'A' }), created(s, 'thing-2', { name: 'B' })];
    expect(messages({ records, steps: [...born, mine, others, mine, ...again(link)] })).toEqual([]);
    expect(messages({ records, steps: [...born, mine, mine, others, ...again(link)] })).toHaveLength(1);
    expect(messages({ records, steps: [...born, others, mine, ...again(link)] })).toHaveLength(1);
  });
});
