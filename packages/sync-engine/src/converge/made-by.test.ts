import { describe, expect, it } from 'vitest';
import { buildRecord } from '../plan/testing/build-looks.ts';
import { madeBy } from './made-by.ts';

describe('of several records with one key, the one that a create made', () => {
  const [elder, younger] = ['a-1', 'a-2'].map((id) => ({ record: buildRecord(id, {}), part: 'contact:1' }));
  const keyed = [elder, younger].flatMap((ref) => ref ?? []);

  it('stands where it was to be made', () => {
    expect(madeBy(keyed, { parentId: 'a-2' })).toBe(younger);
    expect(madeBy(keyed, { parentId: 'a-1' })).toBe(elder);
  });

  it('is the eldest of whole records, where none stands there, and where no create is open', () => {
    expect(madeBy(keyed, { parentId: null })).toBe(elder);
    expect(madeBy(keyed, { parentId: 'a-9' })).toBe(elder);
    expect(madeBy(keyed, undefined)).toBe(elder);
    expect(madeBy([], undefined)).toBeUndefined();
  });
});
