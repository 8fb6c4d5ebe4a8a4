import { describe, expect, it } from 'vitest';
import { reference, textSet } from '../codecs/index.ts';
import type { Column, PlainAuthority } from '../model.ts';
import type { FieldValue } from '../value.ts';
import { decideField } from './decide-field.ts';
import { buildReferences } from './testing/build-input.ts';
import { buildField, type RemoteParts } from './testing/build-field.ts';

const shared: PlainAuthority = { kind: 'shared', prefer: 'hub' };

describe('a set', () => {
  const column: Column = { kind: 'set', codec: textSet() };
  const set = (
    value: readonly string[],
    before: readonly string[] | null,
    rest: Partial<RemoteParts> = {},
  ): RemoteParts => ({
    value,
    codec: textSet(),
    ...(before && { base: [before, before] }),
    ...rest,
  });

  it('loses a member again that its stream took out before the sides had agreed on it', () => {
    const a = set([], [], { lost: ['new in a'] });
    const state = buildField({ authority: shared, column, hub: ['kept', 'new in a'], remotes: { a } });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: ['kept'], from: 'merge' });
  });

  it('merges what every side added and removed', () => {
    const state = buildField({
      authority: shared,
      column,
      hub: ['kept', 'new in hub', 'old'],
      remotes: {
        a: set(['kept', 'new in a'], ['kept', 'old']),
        b: set(['kept', 'new in b', 'old'], ['kept', 'old']),
      },
    });
    expect(decideField(state)).toEqual({
      kind: 'value',
      value: ['kept', 'new in a', 'new in b', 'new in hub'],
      from: 'merge',
      losers: [],
    });
  });

  it('merges even where a person decides conflicts', () => {
    const state = buildField({
      authority: { kind: 'manual' },
      column,
      hub: ['b'],
      remotes: { a: set(['a'], []) },
    });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: ['a', 'b'] });
  });

  it('unites what meets for the first time', () => {
    const state = buildField({ authority: shared, column, hub: ['a'], remotes: { a: set(['b'], null) } });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: ['a', 'b'], losers: [] });
  });

  it('stays as it is in the hub if no stream changed it', () => {
    const state = buildField({
      authority: shared,
      column,
      hub: ['b', 'a'],
      remotes: { a: set(['a'], ['a']) },
    });
    expect(decideField(state)).toEqual({ kind: 'value', value: ['b', 'a'], from: 'hub', losers: [] });
  });

  it('removes a member that a stream shows in a form of its own', () => {
    const lower = textSet({ lowerCase: true });
    const state = buildField({
      authority: shared,
      column,
      hub: ['Kept', 'Old'],
      remotes: {
        a: {
          value: ['kept', 'new'],
          base: [
            ['Kept', 'Old'],
            ['kept', 'old'],
          ],
          codec: lower,
        },
      },
    });
    expect(decideField(state)).toMatchObject({ value: ['Kept', 'new'] });
  });

  it('merges nothing from where it is only written, and names it', () => {
    const state = buildField({
      authority: shared,
      column,
      hub: [],
      remotes: { a: set(['a'], null, { direction: 'out' }), b: set(['b'], null) },
    });
    expect(decideField(state)).toEqual({
      kind: 'value',
      value: ['b'],
      from: 'merge',
      losers: [{ side: 'a', kind: 'first_contact', value: ['a'] }],
    });
  });

  it('takes from a stream only what it changed since the hub dealt with it', () => {
    const dealtWith = { base: [[], []], lost: ['a'] } as const;
    const a = { ...dealtWith, value: ['a', 'b'], codec: textSet() };
    const state = buildField({ authority: shared, column, hub: [], remotes: { a } });
    expect(decideField(state)).toMatchObject({ value: ['b'] });
  });

  it('names an edit where it is only written, also if no other side changed it', () => {
    const state = buildField({
      authority: shared,
      column,
      hub: ['a'],
      remotes: { a: set(['a', 'b'], ['a'], { direction: 'out' }) },
    });
    expect(decideField(state)).toEqual({
      kind: 'value',
      value: ['a'],
      from: 'hub',
      losers: [{ side: 'a', kind: 'refused_edit', value: ['a', 'b'] }],
    });
  });

  it('is not merged where one side decides', () => {
    const state = buildField({
      authority: { kind: 'hub' },
      column,
      hub: ['a'],
      remotes: { a: set(['a', 'b'], ['a']) },
    });
    expect(decideField(state)).toEqual({
      kind: 'value',
      value: ['a'],
      from: 'hub',
      losers: [{ side: 'a', kind: 'refused_edit', value: ['a', 'b'] }],
    });
  });
});

describe('a reference', () => {
  const column: Column = { kind: 'reference', codec: reference(), to: 'people' };
  const references = buildReferences([{ stream: 'a.people', remoteId: '17', item: 'p1' }]);
  const at = (value: FieldValue, base?: RemoteParts['base']): RemoteParts => ({
    value,
    codec: reference(),
    refers: 'a.people',
    ...(base && { base }),
  });

  it('is taken as the hub’s own id of the item that the record is linked to', () => {
    const state = buildField({
      authority: shared,
      column,
      references,
      hub: 'p2',
      remotes: { a: at('17', ['p2', '18']) },
    });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: 'p1', from: 'a' });
  });

  it('agrees if it names the linked record', () => {
    const state = buildField({ authority: shared, column, references, hub: 'p1', remotes: { a: at('17') } });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: 'p1', from: 'hub', losers: [] });
  });

  it('waits for the record that it names, and is never null meanwhile', () => {
    const state = buildField({
      authority: shared,
      column,
      references,
      hub: 'p1',
      remotes: { a: at('99', ['p1', '17']) },
    });
    expect(decideField(state)).toEqual({ kind: 'waits', stream: 'a.people', remoteId: '99' });
  });

  it('is erased where it was erased', () => {
    const state = buildField({
      authority: shared,
      column,
      references,
      hub: 'p1',
      remotes: { a: at(null, ['p1', '17']) },
    });
    expect(decideField(state)).toMatchObject({ kind: 'value', value: null, from: 'a' });
  });
});
