import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import { buildRecord } from '../plan/testing/build-looks.ts';
import { buildMapping, line } from '../plan/testing/build-model.ts';
import { madeBy } from './made-by.ts';

const mapping = buildMapping('a', { ...line('name', text({ lowerCase: true })), ...line('note', text()) });
const ref = (id: string, name: string) => ({
  record: buildRecord(id, { name_there: name, note_there: 'more' }),
  part: '',
});
const create = (name: string, parentId: string | null = null) => ({
  parentId,
  fields: { name: { wanted: name, read: null, others: { hub: name } } },
});

describe('of several records with one key, the one that a create made', () => {
  const [elder, younger] = [ref('a-1', 'copy'), ref('a-2', 'ann')];

  it('shows what was sent, in whatever form', () => {
    expect(madeBy(mapping, [elder, younger], create('Ann'))).toBe(younger);
  });

  it('stands where it was to be made', () => {
    expect(madeBy(mapping, [elder, younger], create('copy', 'a-2'))).toBe(younger);
    expect(madeBy(mapping, [elder, younger], create('Ann', 'a-1'))).toBe(elder);
  });

  it('is the eldest where all show what was sent, or none does, or no create is open', () => {
    expect(madeBy(mapping, [ref('a-0', 'ann'), younger], create('Ann'))?.record.id).toBe('a-0');
    expect(madeBy(mapping, [elder, younger], create('eve'))).toBe(elder);
    expect(madeBy(mapping, [elder, younger], undefined)).toBe(elder);
    expect(madeBy(mapping, [], create('Ann'))).toBeUndefined();
  });
});
