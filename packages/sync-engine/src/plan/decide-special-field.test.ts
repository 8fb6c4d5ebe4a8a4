import { describe, expect, it } from 'vitest';
import { boolean } from '../codecs/index.ts';
import type { PlainAuthority } from '../model.ts';
import { decideField } from './decide-field.ts';
import { buildField } from './testing/build-field.ts';

const preferHub: PlainAuthority = { kind: 'shared', prefer: 'hub' };
const preferB: PlainAuthority = { kind: 'shared', prefer: 'b' };
const manual: PlainAuthority = { kind: 'manual' };

const takes = (value: unknown, from: string, ...losers: object[]): object => ({
  kind: 'value',
  value,
  from,
  losers,
});

describe('a field that is only written to a stream', () => {
  it('takes no edit from there, and names it', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'], direction: 'out' } },
    });
    expect(decideField(state)).toEqual(
      takes('ann', 'hub', { side: 'a', kind: 'refused_edit', value: 'bob' }),
    );
  });

  it.each([
    { rule: 'shared', authority: preferHub },
    { rule: 'either', authority: { kind: 'either', wins: 'cyd' } as const },
  ])('names what an edit of another stream overwrites there ($rule)', ({ authority }) => {
    const state = buildField({
      authority,
      hub: null,
      remotes: { a: { value: 'bob', direction: 'out' }, b: { value: 'cyd' } },
    });
    expect(decideField(state)).toEqual(takes('cyd', 'b', { side: 'a', kind: 'first_contact', value: 'bob' }));
  });

  it('names what a conflict overwrites there', () => {
    const out = { value: 'eve', base: ['ann', 'ann'], direction: 'out' } as const;
    const remotes = { a: out, b: { value: 'bob', base: ['ann', 'ann'] } as const };
    const refused = { side: 'a', kind: 'refused_edit', value: 'eve' };
    expect(decideField(buildField({ authority: preferHub, hub: 'cyd', remotes }))).toEqual(
      takes('cyd', 'hub', refused, { side: 'b', kind: 'conflict', value: 'bob' }),
    );
    expect(decideField(buildField({ authority: preferB, hub: 'cyd', remotes }))).toEqual(
      takes('bob', 'b', refused, { side: 'hub', kind: 'conflict', value: 'cyd' }),
    );
  });
});

describe('an opt-out', () => {
  const authority: PlainAuthority = { kind: 'either', wins: true };
  const column = { kind: 'value', codec: boolean() } as const;

  it('wins from a stream over the hub’s edit, which is named', () => {
    const state = buildField({
      authority,
      column,
      hub: false,
      remotes: { a: { value: true, base: [null, null], codec: boolean() } },
    });
    expect(decideField(state)).toEqual(takes(true, 'a', { side: 'hub', kind: 'conflict', value: false }));
  });

  it('wins from the hub over an edit of a stream, which is named', () => {
    const state = buildField({
      authority,
      column,
      hub: true,
      remotes: {
        a: { value: false, base: [null, null], codec: boolean() },
        b: { value: true, base: [null, null], direction: 'out', codec: boolean() },
        c: { value: false, base: [null, null], direction: 'out', codec: boolean() },
      },
    });
    expect(decideField(state)).toEqual(
      takes(
        true,
        'hub',
        { side: 'c', kind: 'refused_edit', value: false },
        { side: 'a', kind: 'conflict', value: false },
      ),
    );
  });

  it('wins from one stream over another’s edit, which is named', () => {
    const state = buildField({
      authority,
      column,
      hub: null,
      remotes: {
        a: { value: false, base: [null, null], codec: boolean() },
        b: { value: true, base: [null, null], codec: boolean() },
      },
    });
    expect(decideField(state)).toEqual(takes(true, 'b', { side: 'a', kind: 'conflict', value: false }));
  });

  it('is taken back by whoever has seen it, though another stream has not been told of it yet', () => {
    const state = buildField({
      authority,
      column,
      hub: true,
      remotes: {
        a: { value: false, base: [true, true], codec: boolean() },
        b: { value: null, base: [null, null], codec: boolean() },
      },
    });
    expect(decideField(state)).toEqual(takes(false, 'a'));
  });

  it('can be taken back by whoever has seen it', () => {
    const state = buildField({
      authority,
      column,
      hub: true,
      remotes: { a: { value: false, base: [true, true], codec: boolean() } },
    });
    expect(decideField(state)).toEqual(takes(false, 'a'));
  });

  it('does not count in a field that is only written there', () => {
    const state = buildField({
      authority,
      column,
      hub: false,
      remotes: { a: { value: true, base: [false, false], direction: 'out', codec: boolean() } },
    });
    expect(decideField(state)).toEqual(takes(false, 'hub', { side: 'a', kind: 'refused_edit', value: true }));
  });
});

describe('a field whose conflicts a person decides', () => {
  it('is undecided in a conflict, and names every side', () => {
    const state = buildField({
      authority: manual,
      hub: 'cyd',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'eve', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual({
      kind: 'undecided',
      losers: [
        { side: 'a', kind: 'conflict', value: 'bob' },
        { side: 'b', kind: 'conflict', value: 'eve' },
        { side: 'hub', kind: 'conflict', value: 'cyd' },
      ],
    });
  });

  it('is undecided between an edit and the hub’s value that its author was never shown', () => {
    const state = buildField({
      authority: manual,
      hub: 'ann',
      remotes: { a: { value: 'cyd', base: ['ann', 'bob'] } },
    });
    expect(decideField(state)).toEqual({
      kind: 'undecided',
      losers: [
        { side: 'a', kind: 'conflict', value: 'cyd' },
        { side: 'hub', kind: 'conflict', value: 'ann' },
      ],
    });
  });

  it('is undecided between two streams, without the hub', () => {
    const state = buildField({
      authority: manual,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'eve', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toMatchObject({
      kind: 'undecided',
      losers: [{ side: 'a' }, { side: 'b' }],
    });
  });

  it('takes a single edit', () => {
    const state = buildField({
      authority: manual,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a'));
  });
});
