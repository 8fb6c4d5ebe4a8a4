import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { textSet } from './text-set.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });
const refusal = (reason: string): unknown => ({ ok: false, reason });

describe('a set', () => {
  it('has no order, no duplicates and no empty members', () => {
    expect(textSet().decode(['b', 'a ', 'b', ''])).toEqual(value(['a', 'b']));
    expect(textSet().decode(null)).toEqual(value([]));
  });

  it('is one text where the side keeps one', () => {
    const tags = textSet({ separator: '|' });
    expect(tags.decode('vip|beta')).toEqual(value(['beta', 'vip']));
    expect(tags.encode(['vip', 'beta'])).toEqual(value('beta|vip'));
  });

  it('needs a separator that trimming leaves', () => {
    expect(() => textSet({ separator: ' ' })).toThrow('more than white space');
  });

  it('refuses a member that would become two', () => {
    expect(textSet({ separator: '|' }).encode(['a|b'])).toEqual(
      refusal('a member contains the separator "|"'),
    );
  });
});
