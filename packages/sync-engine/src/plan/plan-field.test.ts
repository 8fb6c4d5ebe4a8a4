import { describe, expect, it } from 'vitest';
import { decimal, reference, text, textSet } from '../codecs/index.ts';
import type { PlainAuthority } from '../model.ts';
import { planField } from './plan-field.ts';
import { buildField } from './testing/build-field.ts';
import { itemKey } from './testing/build-looks.ts';

const shared: PlainAuthority = { kind: 'shared', prefer: 'hub' };
const byA: PlainAuthority = { kind: 'stream', stream: 'a' };
const kinds = ({ findings }: ReturnType<typeof planField>): unknown[] =>
  findings.map(({ kind, side, lost }) => [kind, side, lost]);

const writes = ({ hubWrite, remoteWrites }: ReturnType<typeof planField>): string[] => [
  ...(hubWrite ? ['hub'] : []),
  ...Object.keys(remoteWrites),
];

describe('a field that agrees', () => {
  it('needs nothing if each side shows its half of the base', () => {
    const state = buildField({
      authority: shared,
      hub: 'Ann',
      remotes: { a: { value: 'ann', base: ['Ann', 'ann'], codec: text({ lowerCase: true }) } },
    });
    expect(planField(itemKey, state)).toEqual({
      hubWrite: null,
      remoteWrites: {},
      agreed: {},
      dealtWith: {},
      findings: [],
      waits: [],
    });
  });

  it('moves the base to the halves that are shown', () => {
    const state = buildField({
      authority: shared,
      hub: 'Bob',
      remotes: { a: { value: 'bob', base: ['Ann', 'ann'], codec: text({ lowerCase: true }) } },
    });
    const plan = planField(itemKey, state);
    expect(writes(plan)).toEqual([]);
    expect(plan.agreed).toEqual({ a: { hub: 'Bob', remote: 'bob' } });
  });

  it('is not touched, with a finding, if a side keeps it in a form that no codec declares', () => {
    const state = buildField({
      authority: shared,
      hub: 'Ann',
      remotes: { a: { value: 'A', base: ['Ann', 'A'] } },
    });
    const plan = planField(itemKey, state);
    expect(plan.remoteWrites).toEqual({});
    expect(kinds(plan)).toEqual([['does_not_stick', 'a', 'Ann']]);
  });
});

describe('a field that a stream changed', () => {
  it('is written to the hub first, with what every stream showed', () => {
    const state = buildField({
      authority: shared,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'ann', base: ['ann', 'ann'] } },
    });
    const plan = planField(itemKey, state);
    expect(writes(plan)).toEqual(['hub']);
    expect(plan.hubWrite).toEqual({ wanted: 'bob', read: 'ann', others: { a: 'bob', b: 'ann' } });
    expect(plan.agreed).toEqual({});
  });

  it('is refused with a finding if the hub cannot hold it', () => {
    const state = buildField({
      authority: shared,
      column: { kind: 'value', codec: text({ maxLength: 3 }) },
      hub: 'ann',
      remotes: { a: { value: 'anna', base: ['ann', 'ann'] } },
    });
    const plan = planField(itemKey, state);
    expect(writes(plan)).toEqual([]);
    expect(kinds(plan)).toEqual([['value_refused', 'hub', 'anna']]);
  });

  it('is not written to the hub a third time if it does not stick', () => {
    const written = { side: 'hub', value: 'bob', times: 2 } as const;
    const remotes = { a: { value: 'bob', base: ['ann', 'ann'], written } as const };
    const plan = planField(itemKey, buildField({ authority: shared, hub: 'ann', remotes }));
    expect(plan.hubWrite).toBeNull();
    expect(kinds(plan)).toEqual([['does_not_stick', 'hub', 'bob']]);
  });
});

describe('a field that the hub changed', () => {
  it('is written to every stream that has not got it', () => {
    const state = buildField({
      authority: shared,
      hub: 'bob',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['bob', 'bob'] } },
    });
    const plan = planField(itemKey, state);
    expect(plan.hubWrite).toBeNull();
    expect(plan.remoteWrites).toEqual({ a: { wanted: 'bob', read: 'ann', others: { hub: 'bob' } } });
  });

  it('is refused with a finding if the stream cannot hold it, never rounded', () => {
    const state = buildField({
      authority: shared,
      column: { kind: 'value', codec: decimal({ precision: 24, scale: 8 }) },
      hub: '1.005',
      remotes: { a: { value: '1', base: ['1', '1'], codec: decimal({ precision: 10, scale: 2 }) } },
    });
    const plan = planField(itemKey, state);
    expect(plan.remoteWrites).toEqual({});
    expect(kinds(plan)).toEqual([['value_refused', 'a', '1.005']]);
  });

  it.each([
    { times: 1, again: 1 },
    { times: 2, again: 0 },
  ])('is written again after $times times: $again', ({ times, again }) => {
    const written = { side: 'remote', value: 'bob', times } as const;
    const remotes = { a: { value: 'ann', base: ['ann', 'ann'], written } as const };
    const plan = planField(itemKey, buildField({ authority: shared, hub: 'bob', remotes }));
    expect(Object.keys(plan.remoteWrites)).toHaveLength(again);
    expect(kinds(plan)).toEqual(again === 1 ? [] : [['does_not_stick', 'a', 'bob']]);
  });

  it('is written if another value, or the other side, was written before', () => {
    const other = { side: 'remote', value: 'eve', times: 2 } as const;
    const hub = { side: 'hub', value: 'bob', times: 2 } as const;
    for (const written of [other, hub]) {
      const remotes = { a: { value: 'ann', base: ['ann', 'ann'], written } as const };
      const plan = planField(itemKey, buildField({ authority: shared, hub: 'bob', remotes }));
      expect(Object.keys(plan.remoteWrites)).toEqual(['a']);
    }
  });
});

describe('a field that may not be written', () => {
  it('is only named if the stream only shows it', () => {
    const state = buildField({
      authority: shared,
      hub: 'bob',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'], direction: 'in' } },
    });
    const plan = planField(itemKey, state);
    expect(plan.remoteWrites).toEqual({});
    expect(kinds(plan)).toEqual([['diverged', 'a', 'ann']]);
  });

  it('is only named if its stream decides it', () => {
    const state = buildField({ authority: byA, hub: 'ann', remotes: { a: { value: null } } });
    const plan = planField(itemKey, state);
    expect(writes(plan)).toEqual([]);
    expect(kinds(plan)).toEqual([['diverged', 'a', null]]);
  });

  it('is not erased at first contact', () => {
    const state = buildField({
      authority: { kind: 'hub' },
      hub: null,
      remotes: { a: { value: 'ann', direction: 'out' } },
    });
    const plan = planField(itemKey, state);
    expect(plan.remoteWrites).toEqual({});
    expect(kinds(plan)).toEqual([['diverged', 'a', 'ann']]);
  });

  it('is erased once it has agreed', () => {
    const state = buildField({
      authority: shared,
      hub: null,
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(planField(itemKey, state).remoteWrites).toMatchObject({ a: { wanted: null } });
  });
});

describe('two records of the entity that decides a field', () => {
  it('are one owner, the first by the name of its stream, and one that is told', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    const shared2 = { ...state, remotes: state.remotes.map((remote) => ({ ...remote, entity: 'a' })) };
    const plan = planField(itemKey, shared2);
    expect(plan.remoteWrites).toMatchObject({ b: { wanted: 'ann', read: 'bob' } });
    expect(kinds(plan)).toEqual([['refused_edit', 'b', 'bob']]);
  });
});

describe('a conflict', () => {
  it('overwrites the loser, with a finding, and remembers that it was dealt with', () => {
    const state = buildField({
      authority: shared,
      hub: 'cyd',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] } },
    });
    const plan = planField(itemKey, state);
    expect(plan.remoteWrites).toMatchObject({ a: { wanted: 'cyd', read: 'bob' } });
    expect(plan.dealtWith).toEqual({ a: 'bob' });
    expect(kinds(plan)).toEqual([['conflict', 'a', 'bob']]);
  });

  it('overwrites a value that was dealt with before, though the hub has not moved', () => {
    const a = { value: 'bob', base: ['ann', 'ann'], lost: 'bob' } as const;
    const plan = planField(itemKey, buildField({ authority: { kind: 'hub' }, hub: 'ann', remotes: { a } }));
    expect(plan.remoteWrites).toMatchObject({ a: { wanted: 'ann', read: 'bob' } });
    expect(kinds(plan)).toEqual([]);
  });

  it('changes nothing and is dealt with by nobody while a person must decide', () => {
    const state = buildField({
      authority: { kind: 'manual' },
      hub: 'cyd',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'cyd', base: ['ann', 'ann'] } },
    });
    const plan = planField(itemKey, state);
    expect(writes(plan)).toEqual([]);
    expect(plan).toHaveProperty('agreed', {});
    expect(plan).toHaveProperty('dealtWith', {});
    expect(kinds(plan)).toEqual([
      ['conflict', 'a', 'bob'],
      ['conflict', 'hub', 'cyd'],
    ]);
  });
});

describe('a reference without a link', () => {
  const column = { kind: 'reference', codec: reference(), to: 'people' } as const;
  const a = { value: null, base: [null, null], codec: reference(), refers: 'a.people' } as const;

  it('waits for the item’s record in the stream, and is not written as null', () => {
    const plan = planField(itemKey, buildField({ authority: shared, column, hub: 'p1', remotes: { a } }));
    expect(plan.remoteWrites).toEqual({});
    expect(plan.waits).toEqual([
      { kind: 'item', item: { collection: 'people', id: 'p1' }, stream: 'a.people' },
    ]);
  });

  it('waits for the record’s item in the hub', () => {
    const plan = planField(
      itemKey,
      buildField({ authority: shared, column, hub: null, remotes: { a: { ...a, value: '17' } } }),
    );
    expect(plan.hubWrite).toBeNull();
    expect(plan.waits).toEqual([{ kind: 'record', stream: 'a.people', remoteId: '17' }]);
  });
});

describe('a set', () => {
  it('is not written to the hub for its order alone', () => {
    const state = buildField({
      authority: shared,
      column: { kind: 'set', codec: textSet() },
      hub: ['b', 'a'],
      remotes: { a: { value: ['a', 'b'], base: [['b'], ['b']], codec: textSet() } },
    });
    expect(writes(planField(itemKey, state))).toEqual([]);
  });
});
