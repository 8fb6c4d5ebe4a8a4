import { describe, expect, it } from 'vitest';
import { type HubCollection, resolveCollections } from './hub-options.ts';

const given: HubCollection = { fields: ['name'], archive: null, dateCreated: null, dateUpdated: null };

describe('resolveCollections', () => {
  it('fills in the names of the model', () => {
    expect(resolveCollections({ companies: given }).get('companies')).toEqual({
      name: 'companies',
      primaryKey: 'id',
      fields: new Map([['name', 'name']]),
      read: ['id', 'name'],
      archive: null,
      remove: 'archive',
      dateCreated: null,
      dateUpdated: null,
    });
  });

  it('lists every mistake at once', () => {
    const same = { field: 'archived', archivedValue: true, restoredValue: true };
    expect(() =>
      resolveCollections({
        empty: { ...given, fields: [] },
        twice: { ...given, fields: { name: 'title', label: 'title' } },
        key: { ...given, fields: ['id'], archive: same },
      }),
    ).toThrow(
      [
        'collections.empty.fields: expected at least one field, got none. Name them.',
        'collections.twice.fields: two fields are kept in title. Give each a field of its own.',
        'collections.key.fields: id is the key, and no field. Leave it out.',
        'collections.key.archive.restoredValue: expected another value than archivedValue, got the same.',
      ].join('\n'),
    );
  });
});
