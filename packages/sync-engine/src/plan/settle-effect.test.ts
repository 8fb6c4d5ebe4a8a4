import { describe, expect, it } from 'vitest';
import { text, textSet } from '../codecs/index.ts';
import type { Effect } from '../effect.ts';
import type { Link } from '../link.ts';
import type { Fields, FieldValue } from '../value.ts';
import { rememberSent, settleEffect, type Settlement, type SettleInput } from './settle-effect.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildItem, buildLink, noReferences } from './testing/build-input.ts';
import { buildRecord, itemKey } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const fields = {
  ...line('name', text({ lowerCase: true })),
  ...line('note', text()),
  ...line('tags', textSet()),
};
const collection = buildCollection({
  columns: {
    name: { kind: 'value', codec: text() },
    note: { kind: 'value', codec: text() },
    tags: { kind: 'set', codec: textSet() },
  },
  authority: { name: { kind: 'hub' }, note: { kind: 'hub' }, tags: { kind: 'hub' } },
  mappings: [buildMapping('a', fields), buildMapping('b', fields)],
});

const base = { name: { hub: 'Ann', remote: 'ann' }, note: { hub: 'old', remote: 'old' } };
const wants = (wanted: FieldValue, read: FieldValue, others: Fields): Effect['fields'][string] => ({
  wanted,
  read,
  others,
});

function settle(
  effect: Effect,
  answer: Fields,
  links: readonly Link[] = [buildLink('a', { base })],
  rest: Partial<SettleInput> = {},
): Settlement {
  return settleEffect({
    collection,
    item: buildItem(links),
    effect,
    record: buildRecord(effect.side === 'hub' ? itemKey.id : 'a-1', answer),
    part: '',
    references: noReferences,
    ...rest,
  });
}

const linkOf = ({ links }: Settlement, stream = 'a'): Link | undefined =>
  links.find((link) => link.stream === stream);
const kinds = ({ findings }: Settlement): unknown[] =>
  findings.map(({ kind, side, lost }) => [kind, side, lost]);

describe('a write to a stream', () => {
  const update = buildEffect('a', 'update', { fields: { name: wants('Bob', 'ann', { hub: 'Bob' }) } });

  it('moves the base of what it wrote: the answer there, what the plan had read in the hub', () => {
    const settled = settle(update, { name_there: 'bob', note_there: 'changed by somebody' });
    expect(linkOf(settled)?.base).toEqual({ ...base, name: { hub: 'Bob', remote: 'bob' } });
    expect(settled).toMatchObject({ effect: { state: 'done' }, findings: [] });
  });

  it('leaves other links alone', () => {
    const other = buildLink('b', { base });
    expect(linkOf(settle(update, { name_there: 'bob' }, [buildLink('a', { base }), other]), 'b')).toBe(other);
  });

  it('keeps a form that no codec declares as the stream’s half, with a finding', () => {
    const settled = settle(update, { name_there: 'bobby' });
    expect(linkOf(settled)?.base['name']).toEqual({ hub: 'Bob', remote: 'bobby' });
    expect(kinds(settled)).toEqual([['does_not_stick', 'a', 'Bob']]);
  });

  it('moves no base where the side still shows what it showed before', () => {
    const settled = settle(update, { name_there: 'ann' });
    expect(linkOf(settled)?.base).toEqual(base);
    expect(settled.findings).toEqual([]);
  });

  it('moves the base of a value that was there already', () => {
    const again = buildEffect('a', 'update', { fields: { note: wants('new', 'new', { hub: 'new' }) } });
    expect(linkOf(settle(again, { note_there: 'new' }))?.base['note']).toEqual({ hub: 'new', remote: 'new' });
  });

  it('moves no base where the answer cannot be decoded', () => {
    expect(linkOf(settle(update, { name_there: 7 }))?.base).toEqual(base);
  });

  it('ends what was dealt with before', () => {
    const link = buildLink('a', { base, lost: { name: 'eve', note: 'x' } });
    expect(linkOf(settle(update, { name_there: 'bob' }, [link]))?.lost).toEqual({ note: 'x' });
  });
});

describe('the count of writes', () => {
  const written = (wanted: string): Effect =>
    buildEffect('a', 'update', { fields: { name: wants(wanted, 'ann', { hub: wanted }) } });

  it('grows while the same value is written to the same side', () => {
    const once = linkOf(settle(written('Bob'), { name_there: 'ann' }));
    expect(once?.written['name']).toEqual({ side: 'remote', value: 'Bob', times: 1 });
    const twice = linkOf(settle(written('Bob'), { name_there: 'ann' }, once && [once]));
    expect(twice?.written['name']).toMatchObject({ times: 2 });
  });

  it('begins anew with another value', () => {
    const link = buildLink('a', { base, written: { name: { side: 'remote', value: 'Bob', times: 2 } } });
    expect(linkOf(settle(written('Eve'), { name_there: 'ann' }, [link]))?.written['name']).toMatchObject({
      times: 1,
    });
  });

  it('begins anew on the other side', () => {
    const link = buildLink('a', { base, written: { name: { side: 'hub', value: 'Bob', times: 2 } } });
    expect(linkOf(settle(written('Bob'), { name_there: 'ann' }, [link]))?.written['name']).toMatchObject({
      times: 1,
    });
  });
});

describe('a create in a stream', () => {
  const create = buildEffect('a', 'create', {
    remoteId: null,
    fields: { note: wants('new', null, { hub: 'new' }) },
  });

  it('links what it made, as alive on both sides, with the bases of what it wrote', () => {
    const record = buildRecord('a-9', { note_there: 'new' }, { createdAt: '2026-01-01' });
    const settled = settle(create, {}, [], { record });
    expect(settled.links).toMatchObject([
      {
        stream: 'a',
        remoteId: 'a-9',
        part: '',
        createdAt: '2026-01-01',
        state: 'live',
        alive: { hub: true, remote: true },
        base: { note: { hub: 'new', remote: 'new' } },
      },
    ]);
  });

  it('links the part that it made', () => {
    const parts = { 'contact:3': { fields: { note_there: 'new' }, key: null } };
    const record = buildRecord('a-9', {}, { parts });
    const settled = settle(create, {}, [], { record, part: 'contact:3' });
    expect(settled.links).toMatchObject([
      { remoteId: 'a-9', part: 'contact:3', base: { note: { remote: 'new' } } },
    ]);
  });

  it('replaces no link of another stream', () => {
    const other = buildLink('b');
    expect(settle(create, { note_there: 'new' }, [other]).links).toContain(other);
  });
});

describe('a write to the hub', () => {
  const links = [buildLink('a', { base }), buildLink('b', { base })];
  const update = (wanted: FieldValue, others: Fields): Effect =>
    buildEffect('hub', 'update', { fields: { name: wants(wanted, 'Ann', others) } });

  it('moves the base of every stream that showed the value', () => {
    const settled = settle(update('bob', { a: 'bob', b: 'bob' }), { name: 'bob' }, links);
    for (const stream of ['a', 'b'])
      expect(linkOf(settled, stream)?.base['name']).toEqual({ hub: 'bob', remote: 'bob' });
  });

  it('has agreed on nothing where the item was deleted before the write reached it: who did that has not seen the values', () => {
    const record = buildRecord(itemKey.id, { name: 'bob' }, { live: false });
    const settled = settle(update('bob', { a: 'bob', b: 'eve' }), {}, links, { record });
    expect(settled).toMatchObject({ links, effect: { state: 'done' }, findings: [] });
    // A later read may show a delete that came behind the write.
    const later = settle(update('bob', { a: 'bob', b: 'eve' }), {}, links, { record, isLaterRead: true });
    expect(linkOf(later)?.base['name']).toEqual({ hub: 'bob', remote: 'bob' });
  });

  it('marks the value of a stream that lost as dealt with', () => {
    const settled = settle(update('bob', { a: 'bob', b: 'eve' }), { name: 'bob' }, links);
    expect(linkOf(settled, 'b')).toMatchObject({ base, lost: { name: 'eve' } });
    expect(settled.findings).toEqual([]);
  });

  it('marks nothing at first contact where the hub’s value is empty: it overwrites nothing', () => {
    const first = [buildLink('a', { base }), buildLink('b', { base: {} })];
    const settled = settle(update(null, { a: null, b: 'eve' }), { name: null }, first);
    expect(linkOf(settled, 'b')).toHaveProperty('base', {});
    expect(linkOf(settled, 'b')).toHaveProperty('lost', {});
  });

  it('names a value that the hub keeps in another form', () => {
    const settled = settle(update('bob', { a: 'bob' }), { name: 'bo' }, links);
    expect(linkOf(settled)?.base['name']).toEqual({ hub: 'bo', remote: 'bob' });
    expect(kinds(settled)).toEqual([['does_not_stick', 'a', 'bo']]);
  });

  it('leaves a stream alone that the plan had not read', () => {
    const settled = settle(update('bob', { a: 'bob' }), { name: 'bob' }, links);
    expect(linkOf(settled, 'b')).toEqual(links[1]);
  });

  it.each(['tombstone', 'unlinked', 'merged'] as const)('leaves a link alone that is %s', (state) => {
    const link = buildLink('a', { base, state });
    expect(linkOf(settle(update('bob', { a: 'bob' }), { name: 'bob' }, [link]))).toBe(link);
  });

  it('leaves a link of a stream that is not configured alone', () => {
    const link = buildLink('c', { base });
    expect(linkOf(settle(update('bob', { c: 'bob' }), { name: 'bob' }, [link]), 'c')).toBe(link);
  });
});

describe('a create in the hub', () => {
  const create = buildEffect('hub', 'create', {
    fields: { name: wants('ann', null, { a: 'ann' }), note: wants('acme', null, {}) },
  });
  const first: Partial<Link> = { alive: null, claims: ['x'] };

  it('brings both sides of its links to life', () => {
    expect(linkOf(settle(create, { name: 'ann' }, [buildLink('a', first)]))).toMatchObject({
      alive: { hub: true, remote: true },
      claims: [],
      base: { name: { hub: 'ann', remote: 'ann' } },
    });
  });

  it('brings no link to life that the plan had not read', () => {
    const unread = buildLink('b', first);
    expect(linkOf(settle(create, { name: 'ann' }, [unread]), 'b')).toMatchObject(first);
  });

  it('is met anew by a record that had agreed with the item before it: nothing in it is an edit of that', () => {
    const met = {
      base,
      lost: { note: 'x' },
      written: { note: { side: 'hub', value: 'x', times: 1 } },
    } as const;
    const nothing = { base: {}, lost: {}, written: {} };
    const linkAfter = (link: Partial<Link>): unknown =>
      linkOf(settle(create, { name: 'ann' }, [buildLink('b', { ...met, ...link })]), 'b');
    expect(linkAfter({})).toMatchObject({ state: 'live', alive: null, ...nothing });
    const kept = { state: 'tombstone', alive: { hub: false, remote: true } } as const;
    expect(linkAfter(kept)).toMatchObject({ ...kept, ...nothing });
    for (const state of ['merged', 'unlinked'] as const)
      expect(linkAfter({ state })).toMatchObject({ ...met, state });
  });
});

describe('a removal', () => {
  const dead = { state: 'tombstone', alive: { hub: false, remote: false } };

  it('in a stream is agreed on by both sides, and by no other link', () => {
    const other = buildLink('b', { base });
    const settled = settle(buildEffect('a', 'remove'), {}, [buildLink('a', { base }), other]);
    expect(linkOf(settled)).toMatchObject({ ...dead, base });
    expect(linkOf(settled, 'b')).toBe(other);
    expect(settled.effect.state).toBe('done');
  });

  it('in the hub is agreed on by the streams whose delete it carries out', () => {
    const other = buildLink('b', { base });
    const remove = buildEffect('hub', 'remove', { because: ['a'] });
    const settled = settle(remove, {}, [buildLink('a', { base }), other]);
    expect(linkOf(settled)).toMatchObject(dead);
    expect(linkOf(settled, 'b')).toBe(other);
  });
});

describe('a command', () => {
  it('moves no base: what it changed is a new look', () => {
    const command = buildEffect('a', 'command', {
      fields: { note: wants('sent', 'old', { hub: 'sent' }) },
      command: { name: 'send', expects: { note: 'old' } },
    });
    const link = buildLink('a', { base });
    expect(settle(command, { note_there: 'sent' }, [link]).links).toEqual([link]);
  });
});

describe('a write that a later read settles', () => {
  const update = buildEffect('a', 'update', { fields: { note: wants('new', 'old', { hub: 'new' }) } });

  it('leaves the base of a field alone that shows neither: nobody knows whether the write reached it', () => {
    const both = buildEffect('a', 'update', {
      fields: { ...update.fields, name: wants('Bob', 'ann', { hub: 'Bob' }) },
    });
    const shown = { name_there: 'bob', note_there: 'edited' };
    const settled = settle(both, shown, undefined, { isLaterRead: true });
    expect(linkOf(settled)?.base).toEqual({ ...base, name: { hub: 'Bob', remote: 'bob' } });
    expect(settled.findings).toEqual([]);
  });

  it('has what was written as its base where a set shows what it brought: more is an addition since', () => {
    const tags = buildEffect('a', 'update', {
      fields: { tags: wants(['new', 'old'], ['old'], { hub: ['new', 'old'] }) },
    });
    const linked = [buildLink('a', { base: { tags: { hub: ['old'], remote: ['old'] } } })];
    const baseAfter = (shown: readonly string[]): unknown =>
      linkOf(settle(tags, { tags_there: shown }, linked, { isLaterRead: true }))?.base['tags'];
    expect(baseAfter(['more', 'new'])).toEqual({ hub: ['new', 'old'], remote: ['new', 'old'] });
    expect(baseAfter(['more'])).toEqual({ hub: ['old'], remote: ['old'] });
  });

  it('has agreed on no member that the write was to bring and that does not show: what does may have been entered (seed 31279)', () => {
    const tags = wants(['new', 'old', 'other'], ['old'], { hub: ['new', 'old', 'other'] });
    const linked = [buildLink('a', { base: { tags: { hub: ['old'], remote: ['old'] } } })];
    const baseAfter = (shown: readonly string[]): unknown => {
      const settled = settle(
        buildEffect('a', 'update', { fields: { tags } }),
        { tags_there: shown },
        linked,
        { isLaterRead: true },
      );
      expect(settled.findings).toEqual([]);
      return linkOf(settled)?.base['tags'];
    };
    expect(baseAfter(['more', 'new', 'old'])).toEqual({ hub: ['new', 'old'], remote: ['new', 'old'] });
    expect(baseAfter(['more', 'new', 'other'])).toEqual({ hub: tags.wanted, remote: tags.wanted });
  });

  it('has dealt with no member of a stream that was to come to the hub and does not show there', () => {
    const tags = wants(['mine', 'old', 'yours'], ['old'], { a: ['mine', 'old'], b: ['old', 'yours'] });
    const toHub = buildEffect('hub', 'update', { fields: { tags } });
    const old = { base: { tags: { hub: ['old'], remote: ['old'] } } };
    const linked = [buildLink('a', old), buildLink('b', old)];
    const settled = settle(toHub, { tags: ['mine', 'old'] }, linked, { isLaterRead: true });
    expect(linkOf(settled, 'a')?.base['tags']).toEqual({ hub: ['mine', 'old'], remote: ['mine', 'old'] });
    expect(linkOf(settled, 'b')?.lost['tags']).toEqual(['old']);
    const whole = settle(toHub, { tags: tags.wanted }, linked, { isLaterRead: true });
    expect(linkOf(whole, 'b')?.lost['tags']).toEqual(['old', 'yours']);
  });

  it('has what was written as its base where it made the record: what shows beyond that is an edit', () => {
    const create = buildEffect('a', 'create', { fields: { note: wants('new', null, { hub: 'new' }) } });
    const settled = settle(create, { note_there: 'edited since' }, [], { isLaterRead: true });
    expect(linkOf(settled)?.base['note']).toEqual({ hub: 'new', remote: 'new' });
    expect(settled.findings).toEqual([]);
  });

  it('leaves the base of a field alone that shows another value where the record was there before: an earlier create made it', () => {
    const sentAt = Date.parse('2026-01-01T00:00:30Z');
    const fieldsOf = { fields: { note: wants('new', null, { hub: 'new' }) }, sentAt };
    const create = buildEffect('a', 'create', fieldsOf);
    const baseAfter = (note: string, createdAt: string | null, effect = create): unknown => {
      const record = buildRecord('a-1', { note_there: note }, { createdAt });
      return linkOf(settle(effect, {}, [], { isLaterRead: true, record }))?.base['note'];
    };
    const written = { hub: 'new', remote: 'new' };
    expect(baseAfter('other', '2026-01-01T00:00:00Z')).toBeUndefined();
    expect(baseAfter('new', '2026-01-01T00:00:00Z')).toEqual(written);
    // Made by this one: some sides show whole seconds.
    expect(baseAfter('other', '2026-01-01T00:00:29Z')).toEqual(written);
    expect(baseAfter('other', null)).toEqual(written);
    // Of a part only its record's age is known.
    const part = buildEffect('a', 'create', { ...fieldsOf, parentId: 'a-1' });
    expect(baseAfter('other', '2026-01-01T00:00:00Z', part)).toEqual(written);
  });

  it('names a value that was put back', () => {
    const settled = settle(update, { note_there: 'old' }, undefined, { isLaterRead: true });
    expect(linkOf(settled)?.base['note']).toEqual(base.note);
    expect(kinds(settled)).toEqual([['conflict', 'a', 'old']]);
  });
});

describe('a write whose record is not there to tell what came of it', () => {
  const update = buildEffect('a', 'update', {
    fields: { name: wants('Bob', 'ann', { hub: 'Bob' }), tags: wants(['t'], [], { hub: ['t'] }) },
  });
  const lostAfter = (lost: Link['lost'], effect = update): unknown =>
    rememberSent({ collection, item: buildItem([buildLink('a', { base, lost })]), effect })[0]?.lost;

  it('is dealt with should it be back: what was written, as the stream shows it, is nobody’s edit', () => {
    expect(lostAfter({})).toEqual({ name: 'bob' });
  });

  it('leaves what lost before, and sets, and what was no update', () => {
    expect(lostAfter({ name: 'eve' })).toEqual({ name: 'eve' });
    expect(lostAfter({}, { ...update, kind: 'restore' })).toEqual({});
  });
});

describe('an effect', () => {
  it('that was never marked as sending cannot be settled', () => {
    const planned = buildEffect('a', 'update', { state: 'planned' });
    expect(() => settle(planned, {})).toThrow('planned cannot become done');
  });

  it('of a stream that is not configured any more is only closed', () => {
    const link = buildLink('c');
    const settled = settle(buildEffect('c', 'create'), {}, [link]);
    expect(settled).toMatchObject({ effect: { state: 'done' }, links: [link] });
  });
});
