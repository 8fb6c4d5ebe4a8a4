import { describe, expect, it } from 'vitest';
import { finding, type Finding } from './finding.ts';

const about: Omit<Finding, 'key'> = {
  kind: 'conflict',
  item: { collection: 'companies', id: 'i1' },
  side: 'a',
  field: 'name',
  lost: 'ann',
  message: 'name: the value of a was not taken',
};

describe('the key of a finding', () => {
  it('is the same for the same cause, whatever the message says', () => {
    expect(finding({ ...about, message: 'in other words' }).key).toBe(finding(about).key);
  });

  it.each<[string, Partial<Finding>]>([
    ['kind', { kind: 'refused_edit' }],
    ['collection', { item: { collection: 'people', id: 'i1' } }],
    ['item', { item: { collection: 'companies', id: 'i2' } }],
    ['no item', { item: null }],
    ['side', { side: 'b' }],
    ['field', { field: 'email' }],
    ['lost value', { lost: 'bob' }],
    ['lost empty value', { lost: '' }],
  ])('is another for another %s', (_what, other) => {
    expect(finding({ ...about, ...other }).key).not.toBe(finding(about).key);
  });

  it('is a list that starts with the kind, the item, the side and the field', () => {
    expect(JSON.parse(finding(about).key)).toEqual(['conflict', ['companies', 'i1'], 'a', 'name', 'ann']);
  });
});
