import { describe, expect, it } from 'vitest';
import type { Authority } from '../../src/index.ts';
import { heldAuthority } from './held-authority.ts';
import { created, edited, evidenceOf, looked, model, place, type History } from './history.ts';

const [x, r] = [place('hub', 'x'), place('a.clients', 'r')];

const writes = (at: typeof x, over: string | null, wanted: string, cas = false) =>
  ({
    kind: 'written',
    place: at,
    thing: 'thing-1',
    cas,
    fields: { name: { wanted, read: over, over, stored: wanted } },
  }) as const;

const messages = (authority: Authority, ...steps: NonNullable<History['steps']>): readonly string[] =>
  heldAuthority(evidenceOf({ model: model({ name: authority }), steps })).map(({ message }) => message);

const byState: Authority = {
  kind: 'by-state',
  stream: 'a.clients',
  field: 'status',
  states: [{ in: ['sent'], authority: { kind: 'stream', stream: 'a.clients' } }],
  otherwise: { kind: 'hub' },
};

describe('held authority', () => {
  it('refuses a write over a value of the side that decides it', () => {
    expect(messages({ kind: 'hub' }, writes(x, 'A', 'B'))).toEqual([
      expect.stringContaining('hub decides it'),
    ]);
    expect(messages({ kind: 'hub' }, writes(r, 'A', 'B'))).toEqual([]);
    expect(messages({ kind: 'stream', stream: 'a.clients' }, writes(r, 'A', 'B'))).toHaveLength(1);
    expect(messages({ kind: 'stream', stream: 'a.clients' }, writes(x, 'A', 'B'))).toEqual([]);
  });

  it('accepts that an empty value is filled, and that a form changes', () => {
    expect(messages({ kind: 'hub' }, writes(x, null, 'B'))).toEqual([]);
    const form = { kind: 'normalised', field: 'name', from: 'A', to: 'a' } as const;
    expect(messages({ kind: 'hub' }, form, writes(x, 'A', 'a'))).toEqual([]);
  });

  it('asks the true state, not the one that was read', () => {
    const draft = created(r, 'thing-1', { status: 'draft', name: 'A' });
    const sent = { kind: 'computed', place: r, thing: 'thing-1', field: 'status', value: 'sent' } as const;
    expect(messages(byState, draft, writes(r, 'A', 'B'))).toEqual([]);
    expect(messages(byState, draft, sent, writes(r, 'A', 'B'))).toHaveLength(1);
    expect(messages(byState, draft, sent, writes(x, 'A', 'B'))).toEqual([]);
    expect(messages(byState, draft, writes(x, 'A', 'B'))).toHaveLength(1);
  });

  it('asks the record that is there, not one that was removed before it was made', () => {
    const lost = place('a.clients', 'lost');
    const sent = created(lost, 'thing-1', { status: 'sent', name: 'A' });
    const removed = { kind: 'removed', by: 'person', place: lost, thing: 'thing-1' } as const;
    const again = created(r, 'thing-1', { status: 'draft', name: 'A' });
    expect(messages(byState, sent, removed, again, writes(r, 'A', 'B'))).toEqual([]);
    expect(messages(byState, sent, removed, again, writes(x, 'A', 'B'))).toHaveLength(1);
    // As long as there is no other, the removed one's state counts.
    expect(messages(byState, sent, removed, writes(lost, 'A', 'B'))).toHaveLength(1);
  });

  it('accepts a state that moved right between the last look and a write that nothing could refuse', () => {
    const draft = created(r, 'thing-1', { status: 'draft', name: 'A' });
    const sent = { kind: 'computed', place: r, thing: 'thing-1', field: 'status', value: 'sent' } as const;
    const look = looked('a.clients', ['r']);
    expect(messages(byState, draft, look, sent, writes(r, 'A', 'B'))).toEqual([]);
    expect(messages(byState, draft, look, sent, writes(r, 'A', 'B', true))).toHaveLength(1);
    expect(messages(byState, draft, sent, look, writes(r, 'A', 'B'))).toHaveLength(1);
  });

  it('accepts what was typed right between the last look and a write that nothing could refuse', () => {
    const unseen = {
      ...writes(x, 'B', 'C'),
      fields: { name: { wanted: 'C', read: null, over: 'B', stored: 'C' } },
    };
    const look = looked('hub:clients', ['x']);
    expect(messages({ kind: 'hub' }, look, unseen)).toEqual([]);
    expect(messages({ kind: 'hub' }, unseen)).toHaveLength(1);
    expect(messages({ kind: 'hub' }, look, { ...unseen, cas: true })).toHaveLength(1);
  });

  it('leaves a manual conflict to a person, and passes on what only one side changed', () => {
    const born = created(r, 'thing-1', { name: 'A' });
    const ours = edited(x, 'thing-1', 'name', 'B', 'A');
    expect(messages({ kind: 'manual' }, born, ours, writes(r, 'A', 'B'))).toEqual([]);
    const theirs = edited(r, 'thing-1', 'name', 'C', 'A');
    expect(messages({ kind: 'manual' }, born, ours, theirs, writes(r, 'C', 'B'))).toEqual([
      expect.stringContaining('only a person'),
    ]);
    const emptied = edited(r, 'thing-1', 'name', null, 'A');
    const typed = edited(r, 'thing-1', 'name', 'D', null);
    expect(messages({ kind: 'manual' }, born, emptied, typed, writes(x, 'A', 'D'))).toEqual([]);
    const merged = { kind: 'merged', place: r, thing: 'thing-1', into: x, intoThing: 'thing-2' } as const;
    expect(messages({ kind: 'manual' }, born, ours, theirs, merged, writes(r, 'C', 'B'))).toEqual([]);
  });

  it('counts what was emptied as seen by an edit of an old form there: nobody else can know how old the form was', () => {
    const manual: Authority = { kind: 'manual' };
    const born = created(r, 'thing-1', { name: 'A' });
    const ours = edited(r, 'thing-1', 'name', 'B', 'A');
    const emptied = edited(r, 'thing-1', 'name', null, 'B');
    const late = { ...edited(r, 'thing-1', 'name', 'C', 'A'), over: null };
    expect(messages(manual, born, ours, emptied, late, writes(x, 'B', 'C'))).toEqual([]);
    // It counts for what was emptied there, and for nothing that another side holds.
    expect(messages(manual, born, ours, emptied, late, writes(x, 'D', 'C'))).toHaveLength(1);
    expect(messages(manual, born, late, writes(x, 'B', 'C'))).toHaveLength(1);
    const elsewhere = edited(x, 'thing-1', 'name', null, 'B');
    expect(messages(manual, born, elsewhere, late, writes(x, 'B', 'C'))).toHaveLength(1);
  });

  it('counts what a backup, an empty side or an instant’s window put there as seen by what came of it', () => {
    const manual: Authority = { kind: 'manual' };
    const born = created(r, 'thing-1', { name: 'B' });
    const back = created(r, 'thing-1', { name: 'A' });
    expect(messages(manual, born, back, writes(x, 'B', 'A'))).toEqual([]);
    expect(messages(manual, created(r, 'thing-1', { name: 'A' }), writes(x, 'B', 'A'))).toHaveLength(1);

    // B in the hub was emptied; A was taken there from a stream, and passed on to where B still is.
    const emptied = edited(x, 'thing-1', 'name', null, 'B');
    const taken = writes(x, null, 'A');
    expect(
      messages(manual, created(r, 'thing-1', { name: 'A' }), emptied, taken, writes(r, 'B', 'A')),
    ).toEqual([]);
    expect(messages(manual, created(r, 'thing-1', { name: 'A' }), taken, writes(r, 'B', 'A'))).toHaveLength(
      1,
    );

    // An old list came late and took B back to A, unread.
    const late = {
      ...writes(r, 'B', 'A'),
      fields: { name: { wanted: 'A', read: 'A', over: 'B', stored: 'A' } },
    };
    const look = looked('a.clients', ['r']);
    expect(messages(manual, look, late, writes(x, 'B', 'A'))).toEqual([]);
    expect(messages(manual, look, late, writes(x, 'C', 'A'))).toHaveLength(1);
  });
});
