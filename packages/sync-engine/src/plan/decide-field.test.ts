import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { PlainAuthority } from '../model.ts';
import { decideField } from './decide-field.ts';
import { buildField } from './testing/build-field.ts';

const byHub: PlainAuthority = { kind: 'hub' };
const byA: PlainAuthority = { kind: 'stream', stream: 'a' };
const preferHub: PlainAuthority = { kind: 'shared', prefer: 'hub' };
const preferB: PlainAuthority = { kind: 'shared', prefer: 'b' };
const manual: PlainAuthority = { kind: 'manual' };
const lower = text({ lowerCase: true });

const takes = (value: unknown, from: string, ...losers: object[]): object => ({
  kind: 'value',
  value,
  from,
  losers,
});

describe('a field that the hub decides', () => {
  it('keeps the hub’s value, and names an edit elsewhere', () => {
    const state = buildField({
      authority: byHub,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(
      takes('ann', 'hub', { side: 'a', kind: 'refused_edit', value: 'bob' }),
    );
  });

  it('keeps an edit of the hub, without a finding', () => {
    const state = buildField({
      authority: byHub,
      hub: 'cyd',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('cyd', 'hub'));
  });

  it('takes a stream’s value at first contact if it is empty in the hub, and names the others', () => {
    const state = buildField({
      authority: byHub,
      hub: null,
      remotes: { a: { value: 'ann' }, b: { value: 'bob' } },
    });
    expect(decideField(state)).toEqual(takes('ann', 'a', { side: 'b', kind: 'first_contact', value: 'bob' }));
  });

  it('does not take the value of a field that is only written there', () => {
    const state = buildField({
      authority: byHub,
      hub: null,
      remotes: { a: { value: 'ann', direction: 'out' } },
    });
    expect(decideField(state)).toEqual(takes(null, 'hub'));
  });

  it('names what it overwrites at first contact', () => {
    const state = buildField({ authority: byHub, hub: 'ann', remotes: { a: { value: 'bob' } } });
    expect(decideField(state)).toEqual(
      takes('ann', 'hub', { side: 'a', kind: 'first_contact', value: 'bob' }),
    );
  });

  it('erases an empty hub field in streams that have agreed before, and names the edit that goes with it', () => {
    const state = buildField({
      authority: byHub,
      hub: null,
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes(null, 'hub', { side: 'a', kind: 'refused_edit', value: 'bob' }));
  });
});

describe('a field that a stream decides', () => {
  it('takes the stream’s value, and names an edit of the hub', () => {
    const state = buildField({
      authority: byA,
      hub: 'cyd',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(
      takes('ann', 'a', { side: 'hub', kind: 'refused_edit', value: 'cyd' }),
    );
  });

  it('names the hub’s value that the stream has kept another one in place of, e.g. since before it came to decide (seed 82460)', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'bob'] } },
    });
    expect(decideField(state)).toEqual(
      takes('bob', 'a', { side: 'hub', kind: 'refused_edit', value: 'ann' }),
    );
  });

  it('names an edit of another stream', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { a: { value: 'ann', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(
      takes('ann', 'hub', { side: 'b', kind: 'refused_edit', value: 'bob' }),
    );
  });

  it('does not name a value that the owner’s is the normal form of', () => {
    const state = buildField({
      authority: byA,
      hub: 'Ann',
      remotes: {
        a: { value: 'Bob', base: ['Ann', 'Ann'] },
        b: { value: 'bob', base: ['Ann', 'ann'], codec: lower },
      },
    });
    expect(decideField(state)).toEqual(takes('Bob', 'a'));
  });

  it('names a value that is more than the owner’s normal form of it', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: {
        a: { value: 'bob', base: ['ann', 'ann'], codec: lower },
        b: { value: 'Bob', base: ['ann', 'ann'] },
      },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a', { side: 'b', kind: 'refused_edit', value: 'Bob' }));
  });

  it('names a value that is overwritten by the hub’s own form of the owner’s', () => {
    const state = buildField({
      authority: byA,
      hub: 'Bob',
      remotes: {
        a: { value: 'bob', base: ['Ann', 'ann'], codec: lower },
        b: { value: 'bob', base: ['Ann', 'Ann'] },
      },
    });
    expect(decideField(state)).toEqual(
      takes('Bob', 'hub', { side: 'b', kind: 'refused_edit', value: 'bob' }),
    );
  });

  it('keeps the hub’s own form of the same value', () => {
    const state = buildField({
      authority: byA,
      hub: 'Ann',
      remotes: { a: { value: 'ann', codec: lower, base: ['Bob', 'bob'] } },
    });
    expect(decideField(state)).toEqual(takes('Ann', 'hub'));
  });

  it('erases nothing at first contact, and names what the hub’s value overwrites', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { a: { value: null }, b: { value: 'bob', base: ['eve', 'eve'] } },
    });
    expect(decideField(state)).toEqual(
      takes('ann', 'hub', { side: 'b', kind: 'refused_edit', value: 'bob' }),
    );
  });

  it('is erased by its owner after they have agreed', () => {
    const state = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { a: { value: null, base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes(null, 'a'));
  });

  it('is shared, the hub preferred, while the stream is not linked', () => {
    const conflict = buildField({
      authority: byA,
      hub: 'cyd',
      remotes: { b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(conflict)).toEqual(takes('cyd', 'hub', { side: 'b', kind: 'conflict', value: 'bob' }));
    const edit = buildField({
      authority: byA,
      hub: 'ann',
      remotes: { b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(edit)).toEqual(takes('bob', 'b'));
  });
});

describe('a shared field', () => {
  it('takes the one edit that there is', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a'));
  });

  it('takes an edit upon what a stream keeps in place of the hub’s value, and names the value that its author was never shown', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { a: { value: null, base: ['ann', 'bob'] } },
    });
    expect(decideField(state)).toEqual(takes(null, 'a', { side: 'hub', kind: 'conflict', value: 'ann' }));
  });

  it('names nothing where the stream showed the hub’s value in a form of its own, or one of the authors was shown it', () => {
    const form = buildField({
      authority: preferHub,
      hub: 'Ann',
      remotes: { a: { value: 'cyd', base: ['Ann', 'ann'], codec: lower } },
    });
    expect(decideField(form)).toEqual(takes('cyd', 'a'));
    const shown = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { a: { value: 'cyd', base: ['ann', 'bob'] }, b: { value: 'cyd', base: ['ann', 'ann'] } },
    });
    expect(decideField(shown)).toEqual(takes('cyd', 'a'));
  });

  it('takes an edit that a side made after it had seen the hub’s', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'cyd',
      remotes: { a: { value: 'bob', base: ['cyd', 'cyd'] }, b: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a'));
  });

  it('takes the hub’s edit in a conflict, if the hub is preferred', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'cyd',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('cyd', 'hub', { side: 'a', kind: 'conflict', value: 'bob' }));
  });

  it('takes the preferred stream’s edit in a conflict, and names the hub’s and the other stream’s', () => {
    const state = buildField({
      authority: preferB,
      hub: 'cyd',
      remotes: { a: { value: 'eve', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(
      takes(
        'bob',
        'b',
        { side: 'a', kind: 'conflict', value: 'eve' },
        { side: 'hub', kind: 'conflict', value: 'cyd' },
      ),
    );
  });

  it('keeps the hub’s edit in a conflict with a stream that is not preferred', () => {
    const state = buildField({
      authority: preferB,
      hub: 'cyd',
      remotes: { a: { value: 'eve', base: ['ann', 'ann'] }, b: { value: 'ann', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('cyd', 'hub', { side: 'a', kind: 'conflict', value: 'eve' }));
  });

  it('has one conflict where two streams bring different edits', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { a: { value: 'eve', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('eve', 'a', { side: 'b', kind: 'conflict', value: 'bob' }));
  });

  it('has no conflict where two streams bring the same edit', () => {
    const state = buildField({
      authority: manual,
      hub: 'ann',
      remotes: { a: { value: 'bob', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a'));
  });

  it('takes the fuller of two forms of one edit', () => {
    const state = buildField({
      authority: manual,
      hub: 'ann',
      remotes: {
        a: { value: 'bob', base: ['ann', 'ann'], codec: lower },
        b: { value: 'Bob', base: ['ann', 'ann'] },
      },
    });
    expect(decideField(state)).toEqual(takes('Bob', 'b'));
  });

  it('takes the stream’s edit in the hub’s own form', () => {
    const state = buildField({
      authority: preferHub,
      column: { kind: 'value', codec: lower },
      hub: 'ann',
      remotes: { a: { value: 'BOB', base: ['ann', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'a'));
  });

  it('has a conflict where one stream brings the hub’s edit, and another brings a different one', () => {
    const state = buildField({
      authority: preferB,
      hub: 'cyd',
      remotes: { a: { value: 'cyd', base: ['ann', 'ann'] }, b: { value: 'bob', base: ['cyd', 'ann'] } },
    });
    expect(decideField(state)).toEqual(takes('bob', 'b', { side: 'hub', kind: 'conflict', value: 'cyd' }));
  });

  it('takes no value that the hub has dealt with', () => {
    const state = buildField({
      authority: preferB,
      hub: 'cyd',
      remotes: { b: { value: 'bob', base: ['ann', 'ann'], lost: 'bob' } },
    });
    expect(decideField(state)).toEqual(takes('cyd', 'hub'));
  });

  it('takes a further edit after one that lost for a conflict, too: its author has not seen what won either', () => {
    const state = buildField({
      authority: preferHub,
      hub: 'ann',
      remotes: { b: { value: 'eve', base: ['ann', 'ann'], lost: 'bob' } },
    });
    expect(decideField(state)).toEqual(takes('ann', 'hub', { side: 'b', kind: 'conflict', value: 'eve' }));
  });
});

describe('a stream that shows the hub’s value at first contact', () => {
  it('is in no conflict with an edit of another, since nobody has changed that value; it is named as lost', () => {
    const b = { value: 'eve', base: ['ann', 'ann'] } as const;
    const state = buildField({ authority: preferHub, hub: 'ann', remotes: { a: { value: 'ann' }, b } });
    const named = { side: 'a', kind: 'first_contact', value: 'ann' };
    expect(decideField(state)).toEqual(takes('eve', 'b', named));
    const brought = { value: 'ann', base: ['ann', 'bob'] } as const;
    expect(decideField(buildField({ authority: preferHub, hub: 'ann', remotes: { a: brought, b } }))).toEqual(
      takes('ann', 'hub', { side: 'b', kind: 'conflict', value: 'eve' }),
    );
  });
});

describe('two values that meet for the first time', () => {
  it('agree if they are the same', () => {
    const state = buildField({
      authority: manual,
      hub: 'Ann',
      remotes: { a: { value: 'ann', codec: lower } },
    });
    expect(decideField(state)).toEqual(takes('Ann', 'hub'));
  });

  it('fill the empty side', () => {
    const empty = buildField({ authority: manual, hub: null, remotes: { a: { value: 'ann' } } });
    expect(decideField(empty)).toEqual(takes('ann', 'a'));
    const filled = buildField({ authority: manual, hub: 'ann', remotes: { a: { value: null } } });
    expect(decideField(filled)).toEqual(takes('ann', 'hub'));
  });

  it('follow the authority, with a finding for the other', () => {
    const state = buildField({ authority: preferB, hub: 'ann', remotes: { b: { value: 'bob' } } });
    expect(decideField(state)).toEqual(
      takes('bob', 'b', { side: 'hub', kind: 'first_contact', value: 'ann' }),
    );
  });
});
