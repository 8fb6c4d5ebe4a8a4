import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import type { Authority, CollectionModel, FieldMapping } from '../model.ts';
import type { Fields } from '../value.ts';
import type { LinkView } from './link-view.ts';
import { isEditedElsewhere, isEditedRemotely } from './opposing-edits.ts';
import type { Presence } from './side-view.ts';
import { buildLink } from './testing/build-input.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const text1 = { kind: 'value', codec: text() } as const;
const halves = (value: string): Link['base'][string] => ({ hub: value, remote: value });
const agreed = { name: halves('ann'), note: halves('n') };

const collectionWith = (authority: Authority = { kind: 'shared', prefer: 'hub' }) =>
  buildCollection({
    columns: { name: text1, note: text1 },
    authority: { name: authority, note: authority },
    mappings: [],
  });

interface View {
  readonly values?: Fields;
  readonly presence?: Presence;
  readonly link?: Partial<Link>;
  readonly direction?: FieldMapping['direction'];
  /** @default both */
  readonly maps?: readonly ('name' | 'note')[];
}

function view(
  stream: string,
  { values, presence = 'live', link, direction = 'both', maps }: View = {},
): LinkView {
  const fields = (maps ?? ['name', 'note']).map((field) => line(field, text(), { direction }));
  return {
    link: buildLink(stream, { base: agreed, ...link }),
    mapping: buildMapping(stream, Object.assign({}, ...fields)),
    view: { presence, record: null, values: values ?? { name: 'ann', note: 'n' }, unreadable: {} },
  };
}

describe('a record', () => {
  const isEdited = (parts: View, authority?: Authority): boolean =>
    isEditedRemotely(collectionWith(authority), view('a', parts));

  it('is edited if it differs from its half of the base', () => {
    expect(isEdited({})).toBe(false);
    expect(isEdited({ values: { name: 'bob', note: 'n' } })).toBe(true);
  });

  it('is edited where it shows another value than the one that lost when they met', () => {
    const met = { base: {}, lost: { name: 'bob', note: 'n' }, alive: { hub: true, remote: true } };
    expect(isEdited({ values: { name: 'bob', note: 'n' }, link: met })).toBe(false);
    expect(isEdited({ values: { name: 'eve', note: 'n' }, link: met })).toBe(true);
  });

  it('is not edited where the field is only written there, or has been dealt with, or cannot be read', () => {
    const values = { name: 'bob', note: 'n' };
    expect(isEdited({ values, direction: 'out' })).toBe(false);
    expect(isEdited({ values, link: { lost: { name: 'bob' } } })).toBe(false);
    expect(isEdited({ values, link: { lost: { name: 'eve' } } })).toBe(true);
    expect(isEdited({ values: { note: 'n' } })).toBe(false);
  });

  it('is not edited by what its provider computes', () => {
    const values = { name: 'bob', note: 'n' };
    const computed: Authority = { kind: 'stream', stream: 'a' };
    expect(isEdited({ values, direction: 'in' }, computed)).toBe(false);
    expect(isEdited({ values, direction: 'both' }, computed)).toBe(true);
    expect(isEdited({ values, direction: 'in' })).toBe(true);
  });

  it('is as good as edited at first contact if it holds anything', () => {
    const first = { alive: null, base: {} };
    expect(isEdited({ link: first })).toBe(true);
    expect(isEdited({ link: first, values: { name: null, note: null } })).toBe(false);
  });

  it('is as good as edited if a merge put it in the place of another, until the item has heard of it', () => {
    expect(isEdited({ link: { base: {} } })).toBe(true);
    expect(isEdited({ link: { base: {} }, values: { name: null, note: null } })).toBe(false);
    expect(isEdited({ link: { base: {}, lost: { name: 'ann' } } })).toBe(false);
    expect(isEdited({ link: { base: {}, state: 'tombstone' } })).toBe(false);
    // One field that has not agreed yet is nobody's edit.
    expect(isEdited({ link: { base: { name: halves('ann') } } })).toBe(false);
  });
});

describe('an item whose record was deleted', () => {
  const isEdited = (hub: Fields, deleted: LinkView, ...others: LinkView[]): boolean =>
    isEditedElsewhere(
      collectionWith(),
      { presence: 'live', record: null, values: hub, unreadable: {} },
      deleted,
      [deleted, ...others],
    );
  const deleted = view('a', { presence: 'gone', values: {} });
  const same = { name: 'ann', note: 'n' };

  it('is edited in the hub if the hub differs from what the record had agreed on', () => {
    expect(isEdited(same, deleted)).toBe(false);
    expect(isEdited({ name: 'bob', note: 'n' }, deleted)).toBe(true);
  });

  it('is not edited by a field that the record only showed, or that nothing of it has ever agreed on', () => {
    const changed = { name: 'bob', note: 'n' };
    expect(isEdited(changed, view('a', { presence: 'gone', direction: 'in' }))).toBe(false);
    expect(isEdited(changed, view('a', { presence: 'gone', link: { base: {} } }))).toBe(false);
  });

  it('is edited if another record of it is', () => {
    expect(isEdited(same, deleted, view('b'))).toBe(false);
    expect(isEdited(same, deleted, view('b', { values: { name: 'bob', note: 'n' } }))).toBe(true);
  });

  it.each<Presence>(['soft', 'gone', 'unknown'])('is not edited by another record that is %s', (presence) => {
    const other = view('b', { presence, values: { name: 'bob', note: 'n' } });
    expect(isEdited(same, deleted, other)).toBe(false);
  });

  it('is edited by a field that the record did not have, on its way to another', () => {
    const small = view('a', { presence: 'gone', maps: ['name'] });
    expect(isEdited({ name: 'ann', note: 'new' }, small, view('b'))).toBe(true);
    expect(isEdited({ name: 'ann', note: 'new' }, small)).toBe(false);
  });

  it('stays edited by what it was kept for when another record of it was deleted', () => {
    const small = view('a', { presence: 'gone', maps: ['name'] });
    const kept = view('b', {
      presence: 'gone',
      link: { state: 'tombstone', alive: { hub: true, remote: false } },
    });
    expect(isEdited({ name: 'ann', note: 'new' }, small, kept)).toBe(true);
    expect(isEdited({ name: 'ann', note: 'n' }, small, kept)).toBe(false);
  });

  it('is edited by a field that another record has which is deleted as well, whoever hears of it first', () => {
    const small = view('a', { presence: 'gone', maps: ['name'] });
    const other = view('b', { presence: 'gone', link: { alive: { hub: true, remote: true } } });
    expect(isEdited({ name: 'ann', note: 'new' }, small, other)).toBe(true);
    expect(isEdited({ name: 'ann', note: 'n' }, small, other)).toBe(false);
  });

  it('is edited in the hub in a field that the record only shows, where another stream takes it from the hub', () => {
    const shown = view('a', { presence: 'gone', direction: 'in' });
    const hub = {
      presence: 'live',
      record: null,
      values: { name: 'bob', note: 'n' },
      unreadable: {},
    } as const;
    const isEditedIn = (mappings: CollectionModel['mappings']): boolean =>
      isEditedElsewhere({ ...collectionWith(), mappings }, hub, shown, [shown]);
    expect(isEditedIn({ a: shown.mapping })).toBe(false);
    expect(isEditedIn({ a: shown.mapping, b: view('b').mapping })).toBe(true);
  });

  describe('in a field that the record has and never agreed on', () => {
    const met = (lost: Fields): LinkView =>
      view('a', { presence: 'gone', link: { base: { name: halves('ann') }, lost } });
    const edited = { name: 'ann', note: 'new' };

    it.each<[string, LinkView]>([
      ['not told of it yet', view('b')],
      ['deleted as well', view('b', { presence: 'gone' })],
      [
        'deleted, and the item kept against that',
        view('b', { presence: 'gone', link: { state: 'tombstone', alive: { hub: true, remote: false } } }),
      ],
      ['merged away', view('b', { presence: 'gone', link: { state: 'merged' } })],
    ])('is edited where another record of it had agreed on another value: %s (seed 78656)', (_, other) => {
      expect(isEdited(edited, met({ note: 'old' }), other)).toBe(true);
      expect(isEdited(edited, met({}), other)).toBe(true);
      expect(isEdited(same, met({ note: 'old' }), other)).toBe(false);
    });

    it('is not edited by the value that the record showed itself', () => {
      expect(isEdited(edited, met({ note: 'new' }), view('b'))).toBe(false);
    });
  });

  describe('in a field that some records only show', () => {
    const shows = (stream: string, presence: Presence, base: Link['base']): LinkView =>
      view(stream, { presence, maps: ['note'], direction: 'in', link: { base } });
    const takes = (stream: string, presence: Presence, note = 'n'): LinkView =>
      view(stream, {
        presence,
        values: { name: 'ann', note },
        link: { base: { ...agreed, note: halves(note) } },
      });
    const judge = (removed: LinkView, ...others: LinkView[]): boolean => {
      const links = [removed, ...others];
      const mappings = Object.fromEntries(
        [...links, takes('taker', 'live')].map(({ link, mapping }) => [link.stream, mapping]),
      );
      return isEditedElsewhere(
        { ...collectionWith(), mappings },
        { presence: 'live', record: null, values: { name: 'ann', note: 'new' }, unreadable: {} },
        removed,
        links,
      );
    };

    it.each<Presence>(['live', 'gone'])(
      'is edited though the deleted record never agreed on it, until the one that takes it is told (%s)',
      (presence) => {
        const removed = shows('a', 'gone', {});
        expect(judge(removed, takes('b', presence, 'n'))).toBe(true);
        expect(judge(removed, takes('b', presence, 'new'))).toBe(false);
      },
    );

    it('is not edited by what everybody has been told who takes it, though another record will always differ', () => {
      const removed = view('c', { presence: 'gone', maps: ['name'] });
      const differs = shows('a', 'live', { note: halves('n') });
      expect(judge(removed, differs, takes('b', 'live', 'new'))).toBe(false);
      expect(judge(removed, differs, takes('b', 'live', 'n'))).toBe(true);
      expect(judge(removed, differs)).toBe(true);
    });
  });

  it('is edited in a field that only a record had which was merged away', () => {
    const small = view('a', { presence: 'gone', maps: ['name'] });
    const merged = view('b', { presence: 'gone', link: { state: 'merged' } });
    expect(isEdited({ name: 'ann', note: 'new' }, small, merged)).toBe(true);
    expect(isEdited({ name: 'ann', note: 'n' }, small, merged)).toBe(false);
  });

  it('is not edited by what it took from a living record since another one was merged away', () => {
    const small = view('a', { presence: 'gone', maps: ['name'] });
    const merged = view('b', { presence: 'gone', link: { state: 'merged' } });
    const living = view('c', {
      values: { name: 'ann', note: 'new' },
      link: { base: { ...agreed, note: halves('new') } },
    });
    expect(isEdited({ name: 'ann', note: 'new' }, small, merged, living)).toBe(false);
  });

  it('is not edited by what whoever deleted the record had seen, though another has not been told of it', () => {
    const seen = view('a', { presence: 'gone', link: { base: { ...agreed, name: halves('bob') } } });
    expect(isEdited({ name: 'bob', note: 'n' }, seen, view('b'))).toBe(false);
  });
});
