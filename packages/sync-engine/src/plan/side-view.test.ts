import { describe, expect, it } from 'vitest';
import { decimal, text } from '../codecs/index.ts';
import { viewHub, viewRemote } from './side-view.ts';
import { absent, buildRecord, present, unknown } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const mapping = buildMapping('a', {
  ...line('name', text({ trim: true })),
  ...line('amount', decimal({ precision: 10, scale: 2 })),
});
const collection = buildCollection({
  columns: {
    name: { kind: 'value', codec: text() },
    amount: { kind: 'value', codec: decimal({ precision: 10, scale: 2 }) },
  },
  authority: { name: { kind: 'hub' }, amount: { kind: 'hub' } },
  mappings: [mapping],
});
const whole = { part: '', createdAt: null };
const record = buildRecord('1', { name_there: ' ann ', amount_there: '12.50' });

describe('a look at a stream’s record', () => {
  it('shows canonical values by hub field', () => {
    expect(viewRemote(mapping, whole, present(record))).toMatchObject({
      presence: 'live',
      values: { name: 'ann', amount: '12.5' },
      unreadable: {},
    });
  });

  it('says of a field that cannot be decoded why, and shows no value for it', () => {
    const odd = buildRecord('1', { name_there: 'ann', amount_there: 'many' });
    const view = viewRemote(mapping, whole, present(odd));
    expect(view.values).toEqual({ name: 'ann' });
    expect(Object.keys(view.unreadable)).toEqual(['amount']);
  });

  it('takes a missing field for an empty one', () => {
    expect(viewRemote(mapping, whole, present(buildRecord('1', {}))).values).toEqual({
      name: null,
      amount: null,
    });
  });

  it('is soft for a deleted record that can be read', () => {
    expect(viewRemote(mapping, whole, present({ ...record, live: false }))).toMatchObject({
      presence: 'soft',
      values: { name: 'ann' },
    });
  });

  it.each([
    ['gone', absent],
    ['unknown', unknown],
    ['unknown', { kind: 'moved', to: '2' } as const],
  ])('is %s', (presence, look) => {
    expect(viewRemote(mapping, whole, look)).toEqual({ presence, record: null, values: {}, unreadable: {} });
  });

  it('is gone, and its id given again, where another record answers', () => {
    const link = { part: '', createdAt: '2026-01-01' };
    const again = buildRecord('1', { name_there: 'eve' }, { createdAt: '2026-02-02' });
    expect(viewRemote(mapping, link, present(again))).toMatchObject({ presence: 'gone', isReused: true });
  });

  it('shows the part that the link names, and is gone without it', () => {
    const parts = { 'contact:7': { fields: { name_there: 'cyd' }, key: null } };
    const look = present({ ...record, parts });
    expect(viewRemote(mapping, { part: 'contact:7', createdAt: null }, look).values['name']).toBe('cyd');
    expect(viewRemote(mapping, { part: 'contact:8', createdAt: null }, look).presence).toBe('gone');
  });

  it('is gone where the id was given again to another record', () => {
    const again = present({ ...record, createdAt: '2026-02-02' });
    expect(viewRemote(mapping, { part: '', createdAt: '2026-01-01' }, again).presence).toBe('gone');
    expect(viewRemote(mapping, { part: '', createdAt: '2026-02-02' }, again).presence).toBe('live');
  });

  it.each([
    ['the link', null, '2026-02-02'],
    ['the record', '2026-01-01', null],
  ])('is the record itself where %s does not know when it was made', (_what, linked, shown) => {
    const look = present({ ...record, createdAt: shown });
    expect(viewRemote(mapping, { part: '', createdAt: linked }, look).presence).toBe('live');
  });
});

describe('a look at the hub', () => {
  it('shows canonical values of the columns', () => {
    const look = present(buildRecord('i1', { name: 'ann', amount: 12.5, other: 'x' }));
    expect(viewHub(collection, look)).toMatchObject({
      presence: 'live',
      values: { name: 'ann', amount: '12.5' },
    });
  });

  it.each([
    ['gone', absent],
    ['gone', { kind: 'moved', to: 'i2' } as const],
    ['unknown', unknown],
  ])('is %s', (presence, look) => {
    expect(viewHub(collection, look).presence).toBe(presence);
  });
});
