import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Effect } from '../effect.ts';
import type { Look } from '../record.ts';
import { readOutcome } from './read-outcome.ts';
import { buildEffect } from './testing/build-effect.ts';
import { absent, buildRecord, present, unknown } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const collection = buildCollection({
  columns: { name: { kind: 'value', codec: text() } },
  authority: { name: { kind: 'hub' } },
  mappings: [buildMapping('a', line('name', text({ lowerCase: true })))],
});
const shows = (name: string | null): Look => present(buildRecord('1', { name_there: name }));
const update = buildEffect('a', 'update', { fields: { name: { wanted: 'Bob', read: 'ann', others: {} } } });
const read = (effect: Effect, look: Look): string => readOutcome(collection, effect, null, look).kind;

describe('a write whose answer never came', () => {
  it('took effect if the record shows every value, in the side’s own form', () => {
    expect(read(update, shows('bob'))).toBe('took_effect');
    expect(read(update, shows('Bob'))).toBe('took_effect');
  });

  it('had no effect if the record shows something else', () => {
    expect(read(update, shows('ann'))).toBe('no_effect');
  });

  it('took effect if nothing was wanted and nothing is shown', () => {
    const erased = buildEffect('a', 'update', {
      fields: { name: { wanted: null, read: 'ann', others: {} } },
    });
    expect(read(erased, shows(null))).toBe('took_effect');
    expect(read(erased, shows('ann'))).toBe('no_effect');
  });

  it('is not settled by a side that cannot be read, nor by an id that answers with another', () => {
    expect(read(update, unknown)).toBe('unknown');
    expect(read(update, { kind: 'moved', to: '2' })).toBe('unknown');
  });

  it('had no effect on a record that is gone, or was made anew under the same id', () => {
    expect(read(update, absent)).toBe('no_effect');
    const again = present(buildRecord('1', { name_there: 'bob' }, { createdAt: '2026-02-02' }));
    expect(readOutcome(collection, update, '2026-01-01', again).kind).toBe('no_effect');
  });

  it('is unknown where the stream is not configured any more', () => {
    expect(read({ ...update, side: 'b' }, shows('bob'))).toBe('unknown');
  });

  it('gives the record that shows it', () => {
    expect(readOutcome(collection, update, null, shows('bob'))).toMatchObject({ record: { id: '1' } });
  });
});

describe('a create in the hub whose answer never came', () => {
  const create = buildEffect('hub', 'create', {
    fields: { name: { wanted: 'Bob', read: null, others: {} } },
  });

  it('took effect if the item is there, whatever it shows by now', () => {
    expect(read(create, present(buildRecord('i1', { name: 'eve' })))).toBe('took_effect');
  });

  it('had no effect if it is not', () => {
    expect(read(create, absent)).toBe('no_effect');
  });
});

describe('a delete or a restore whose answer never came', () => {
  const gone = present(buildRecord('1', {}, { live: false }));

  it('restored a record that lives', () => {
    const restore = buildEffect('a', 'restore');
    expect(read(restore, shows('ann'))).toBe('took_effect');
    expect(read(restore, gone)).toBe('no_effect');
  });

  it('took effect if it was a delete and nothing alive is left', () => {
    const remove = buildEffect('a', 'remove');
    expect([read(remove, gone), read(remove, absent), read(remove, shows('ann'))]).toEqual([
      'removed',
      'removed',
      'no_effect',
    ]);
    expect(read(remove, unknown)).toBe('unknown');
  });
});
