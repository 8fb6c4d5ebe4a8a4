import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { textSet } from '../codecs/index.ts';
import { members, mergeSet, notShown, sameSet, type SetChange } from './merge-set.ts';

const change = (base: readonly string[], now: readonly string[]): SetChange => ({
  base,
  now,
  form: (member) => member,
});

const lowerCase = (member: FieldValue): FieldValue =>
  typeof member === 'string' ? member.toLowerCase() : member;

describe('mergeSet', () => {
  it('adds and removes', () => {
    expect(mergeSet(['a', 'b'], [change(['a', 'b'], ['b', 'c'])])).toEqual(['b', 'c']);
  });

  it('keeps a member that one side removes and another adds', () => {
    expect(mergeSet(['a'], [change(['a'], []), change([], ['a'])])).toEqual(['a']);
  });

  it('keeps what the hub added, and lets the hub’s removals stand', () => {
    expect(mergeSet(['new'], [change(['old'], ['old'])])).toEqual(['new']);
  });

  it('adds nothing that the hub has in its own form', () => {
    const lower: SetChange = { base: [], now: ['a'], form: lowerCase };
    expect(mergeSet(['A'], [lower])).toEqual(['A']);
  });

  it('keeps a member that one side removes and another adds in its own form', () => {
    const form = lowerCase;
    expect(
      mergeSet(
        ['A'],
        [
          { base: ['a'], now: [], form },
          { base: [], now: ['a'], form },
        ],
      ),
    ).toEqual(['A']);
  });

  it('has no member twice', () => {
    expect(mergeSet(['a', 'a'], [change([], ['b', 'b']), change([], ['b'])])).toEqual(['a', 'b']);
  });

  it('merges members that are objects by their content', () => {
    const one: SetChange = { base: [], now: [{ id: 1, kind: 'x' }], form: (member) => member };
    expect(mergeSet([{ kind: 'x', id: 1 }], [one])).toEqual([{ kind: 'x', id: 1 }]);
  });

  it('gives the same for any order of the sides', () => {
    const set = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const changes = fc.array(fc.record({ base: set, now: set }), { maxLength: 4 });
    fc.assert(
      fc.property(set, changes, (hub, list) => {
        const sides = list.map(({ base, now }) => change(base, now));
        expect(mergeSet(hub, sides.toReversed())).toEqual(mergeSet(hub, sides));
      }),
    );
  });
});

describe('notShown', () => {
  const missing = (wanted: readonly string[], shown: readonly string[]): readonly FieldValue[] =>
    notShown(textSet({ lowerCase: true }), { wanted, read: ['old'] }, shown);

  it('names what was to be brought, and nothing that was there before', () => {
    expect(missing(['a', 'b', 'old'], ['a'])).toEqual(['b']);
  });

  it('knows a member in the form of the side', () => {
    expect(missing(['A', 'B'], ['a'])).toEqual(['B']);
  });
});

describe('members', () => {
  it.each<[FieldValue | undefined]>([[null], [undefined], ['text'], [{ a: 1 }]])(
    'are none of %j',
    (value) => {
      expect(members(value)).toEqual([]);
    },
  );
});

describe('sameSet', () => {
  it('does not look at the order', () => {
    expect(sameSet(['a', 'b'], ['b', 'a'])).toBe(true);
  });

  it('tells a smaller set from a larger one, both ways', () => {
    expect(sameSet(['a'], ['a', 'b'])).toBe(false);
    expect(sameSet(['a', 'b'], ['a'])).toBe(false);
  });
});
