import { describe, expect, it } from 'vitest';
import type { Link } from '../../src/index.ts';
import { created, edited, evidenceOf, linkTo, place, record, type History } from './history.ts';
import { linkBijection } from './link-bijection.ts';

const [x, y, r] = [place('hub', 'x'), place('hub', 'y'), place('a.clients', 'r')];

const messages = (links: Record<string, readonly Link[]>, history: History = {}): readonly string[] =>
  linkBijection(
    evidenceOf({
      links,
      records: [record(x, 'thing-1', {}), record(y, 'thing-2', {}), record(r, 'thing-1', {})],
      steps: [created(x, 'thing-1', {}), created(y, 'thing-2', {})],
      ...history,
    }),
  ).map(({ message }) => message);

describe('link bijection', () => {
  it('accepts one link between the records of one thing', () => {
    expect(messages({ x: [linkTo('a.clients', 'r')] })).toEqual([]);
  });

  it('refuses two live links to one record, and accepts a tombstone beside a live one', () => {
    const link = linkTo('a.clients', 'r');
    expect(messages({ x: [link], y: [link] })).toContainEqual(expect.stringContaining('two live links'));
    expect(messages({ x: [link], y: [{ ...link, state: 'tombstone' }] })).toEqual([]);
  });

  it('refuses two live links of one item in one stream', () => {
    const links = { x: [linkTo('a.clients', 'r'), linkTo('a.clients', 's')] };
    expect(messages(links)).toContainEqual(expect.stringContaining('two live links of item clients/x'));
  });

  it('refuses a record that is linked to the item of another thing', () => {
    expect(messages({ y: [linkTo('a.clients', 'r')] })).toEqual([
      expect.stringContaining('(thing-2) is linked'),
    ]);
  });

  it('accepts the record of a twin whose own item is gone: nobody could tell', () => {
    const twins = [
      created(x, 'thing-1', { name: 'A', email: 'a@b' }),
      created(y, 'thing-2', { name: 'A', email: 'a@b' }),
    ];
    const gone = { kind: 'removed', by: 'person', place: x, thing: 'thing-1' } as const;
    const wrong = { y: [linkTo('a.clients', 'r')] };
    expect(messages(wrong, { steps: [...twins, gone] })).toEqual([]);
    // Its record was denied, so that it was given another: no other candidate is left either (seed 42786).
    const denied = {
      kind: 'lied',
      place: place('a.clients', 's'),
      thing: gone.thing,
      lie: 'the whole stream answers absent',
    } as const;
    expect(messages(wrong, { steps: [...twins, denied] })).toEqual([]);
    expect(messages(wrong, { steps: twins })).toHaveLength(1);
  });

  it('accepts the record of a thing that is gone at its copy, where that kept the e-mail address (seed 24703)', () => {
    const copied = (email: string) => [
      created(x, 'thing-1', { name: 'A', email: 'a@b' }),
      { ...created(y, 'thing-2', { name: 'B', email }), like: x },
    ];
    const gone = { kind: 'removed', by: 'person', place: x, thing: 'thing-1' } as const;
    const wrong = { y: [linkTo('a.clients', 'r')] };
    expect(messages(wrong, { steps: [gone, ...copied('a@b')] })).toEqual([]);
    expect(messages(wrong, { steps: copied('a@b') })).toHaveLength(1);
    expect(messages(wrong, { steps: [gone, ...copied('b@b')] })).toHaveLength(1);
  });

  it('knows a copy by the address that was shown when it was made, and a merge leaves one candidate, too (seed 62173)', () => {
    const readdressed = [
      created(x, 'thing-1', { name: 'A', email: 'old@b' }),
      edited(x, 'thing-1', 'email', 'a@b', 'old@b'),
      created(y, 'thing-2', { name: 'B', email: 'a@b' }),
    ];
    const merged = {
      kind: 'merged',
      place: place('b.clients', 'l'),
      thing: 'thing-1',
      into: place('b.clients', 'w'),
      intoThing: 'thing-3',
    } as const;
    const wrong = { y: [linkTo('a.clients', 'r')] };
    expect(messages(wrong, { steps: [...readdressed, merged] })).toEqual([]);
    expect(messages(wrong, { steps: readdressed })).toHaveLength(1);
    expect(
      messages(wrong, { steps: [...readdressed.slice(0, 1), ...readdressed.slice(2), merged] }),
    ).toHaveLength(1);
  });
});
