import { describe, expect, it } from 'vitest';
import { text, textSet } from '../codecs/index.ts';
import type { Effect } from '../effect.ts';
import type { Look } from '../record.ts';
import { readOutcome } from './read-outcome.ts';
import { buildEffect } from './testing/build-effect.ts';
import { absent, buildRecord, present, unknown } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const collection = buildCollection({
  columns: {
    name: { kind: 'value', codec: text() },
    note: { kind: 'value', codec: text() },
    tags: { kind: 'set', codec: textSet() },
  },
  authority: { name: { kind: 'hub' }, note: { kind: 'hub' }, tags: { kind: 'hub' } },
  mappings: [
    buildMapping('a', {
      ...line('name', text({ lowerCase: true })),
      ...line('note', text({ emptyIsNull: false })),
      ...line('tags', textSet()),
    }),
  ],
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

  it('took effect if one of its fields can only have been brought by it, whatever else was done since', () => {
    const both = buildEffect('a', 'update', {
      fields: { ...update.fields, tags: { wanted: ['new', 'old'], read: ['old'], others: {} } },
    });
    const shown = (name: string, tags: readonly string[]): Look =>
      present(buildRecord('1', { name_there: name, tags_there: tags }));
    expect(read(both, shown('bob', ['old']))).toBe('took_effect');
    expect(read(both, shown('eve', ['new', 'added since']))).toBe('took_effect');
    expect(read(both, shown('eve', ['old', 'added since']))).toBe('no_effect');
  });

  it('took effect if an empty value shows as empty text', () => {
    const erased = buildEffect('a', 'update', {
      fields: { note: { wanted: null, read: 'x', others: {} } },
    });
    expect(read(erased, present(buildRecord('1', { note_there: '' })))).toBe('took_effect');
  });

  it('is not settled by a side that cannot be read, nor by an id that answers with another', () => {
    expect(read(update, unknown)).toBe('unknown');
    expect(read(update, { kind: 'moved', to: '2' })).toBe('unknown');
  });

  it('cannot be read from a record that is gone, or was made anew under the same id', () => {
    expect(read(update, absent)).toBe('no_record');
    const again = present(buildRecord('1', { name_there: 'bob' }, { createdAt: '2026-02-02' }));
    expect(readOutcome(collection, update, '2026-01-01', again).kind).toBe('no_record');
  });

  it('cannot be read from a record that is deleted: it may have reached it behind the delete', () => {
    expect(read(update, present(buildRecord('1', { name_there: 'bob' }, { live: false })))).toBe('no_record');
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
    expect(read(create, absent)).toBe('no_record');
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
