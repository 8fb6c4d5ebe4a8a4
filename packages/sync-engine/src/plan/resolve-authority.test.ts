import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import type { Authority, CollectionModel } from '../model.ts';
import type { Fields } from '../value.ts';
import type { LinkView } from './link-view.ts';
import { resolveAuthority } from './resolve-authority.ts';
import type { Presence } from './side-view.ts';
import { buildLink } from './testing/build-input.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const mapping = buildMapping('a', { ...line('status', text()), ...line('amount', text()) });
const byState: Authority = {
  kind: 'by-state',
  stream: 'a',
  field: 'status',
  states: [{ in: ['draft', 'new'], authority: { kind: 'shared', prefer: 'hub' } }],
  otherwise: { kind: 'stream', stream: 'a' },
};

const collectionWith = (amount: Authority): CollectionModel =>
  buildCollection({
    columns: { amount: { kind: 'value', codec: text() }, status: { kind: 'value', codec: text() } },
    authority: { amount, status: { kind: 'hub' } },
    mappings: [mapping],
  });

interface ViewParts {
  readonly presence?: Presence;
  readonly values?: Fields;
  readonly unreadable?: Record<string, string>;
  readonly state?: Link['state'];
}

const view = ({ presence = 'live', values = {}, unreadable = {}, state = 'live' }: ViewParts): LinkView => ({
  link: buildLink('a', { state }),
  mapping,
  view: { presence, record: null, values, unreadable },
});

const resolve = (authority: Authority, ...views: LinkView[]) =>
  resolveAuthority(collectionWith(authority), 'amount', views);

describe('authority by state', () => {
  it.each([
    ['draft', { kind: 'shared', prefer: 'hub' }],
    ['new', { kind: 'shared', prefer: 'hub' }],
    ['issued', { kind: 'stream', stream: 'a' }],
  ])('follows the state %s that the stream shows now', (status, expected) => {
    expect(resolve(byState, view({ values: { status } }))).toEqual(expected);
  });

  it('gives nobody else a say before the stream has a record', () => {
    expect(resolve(byState)).toEqual({ kind: 'shared', prefer: 'hub' });
  });

  it('is unknown while the stream cannot be read', () => {
    expect(resolve(byState, view({ presence: 'unknown' }))).toBeUndefined();
  });

  it('is unknown while the state cannot be decoded', () => {
    expect(resolve(byState, view({ unreadable: { status: 'a new state' } }))).toBeUndefined();
  });

  it('is unknown while the field of the stream that decides cannot be decoded', () => {
    const shown = view({ values: { status: 'issued' }, unreadable: { amount: 'no decimal' } });
    expect(resolve(byState, shown)).toBeUndefined();
  });

  it('follows the state of a record that was deleted softly', () => {
    const shown = view({ presence: 'soft', state: 'tombstone', values: { status: 'issued' } });
    expect(resolve(byState, shown)).toEqual({ kind: 'stream', stream: 'a' });
  });
});

describe.each([
  { rule: 'by state', authority: byState, without: { kind: 'shared', prefer: 'hub' } },
  {
    rule: 'of a stream',
    authority: { kind: 'stream', stream: 'a' },
    without: { kind: 'stream', stream: 'a' },
  },
] as const)('authority $rule', ({ authority, without }) => {
  it.each(['unlinked', 'merged'] as const)(
    'is not frozen by a link that is %s, and never looked at',
    (state) => {
      expect(resolve(authority, view({ presence: 'unknown', state }))).toEqual(without);
    },
  );

  it('is not frozen by a record that is deleted for good', () => {
    expect(resolve(authority, view({ presence: 'gone', state: 'tombstone' }))).toEqual(without);
  });

  it('is unknown while a record is missing and its delete is not believed', () => {
    expect(resolve(authority, view({ presence: 'gone', state: 'live' }))).toBeUndefined();
  });
});

describe('authority of a stream', () => {
  const byA: Authority = { kind: 'stream', stream: 'a' };

  it('is the stream’s if its value can be read, or if it has no record', () => {
    expect(resolve(byA, view({ values: { amount: '1' } }))).toEqual(byA);
    expect(resolve(byA)).toEqual(byA);
  });

  it('is unknown while the stream or its value cannot be read', () => {
    expect(resolve(byA, view({ presence: 'unknown' }))).toBeUndefined();
    expect(resolve(byA, view({ unreadable: { amount: 'no decimal' } }))).toBeUndefined();
  });
});

describe('any other authority', () => {
  it.each<Authority>([
    { kind: 'hub' },
    { kind: 'manual' },
    { kind: 'shared', prefer: 'a' },
    { kind: 'either', wins: 'no' },
  ])('is what the model says: $kind', (authority) => {
    expect(resolve(authority, view({ presence: 'unknown' }))).toBe(authority);
  });

  it('must be there', () => {
    const collection = buildCollection({ columns: {}, authority: {}, mappings: [mapping] });
    expect(() => resolveAuthority(collection, 'amount', [])).toThrow('companies.amount has no authority');
  });
});
