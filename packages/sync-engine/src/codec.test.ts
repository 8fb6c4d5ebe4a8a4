import { describe, expect, it } from 'vitest';
import { decimal, text } from './codecs/index.ts';
import { converted, normalForm, refused, type Codec } from './codec.ts';

describe('the normal form of a value', () => {
  it('is what the side shows after it was given the value', () => {
    expect(normalForm(text({ lowerCase: true, trim: true }), ' Ann ')).toEqual(converted('ann'));
  });

  it('is refused where the side cannot hold the value, with the reason', () => {
    const form = normalForm(decimal({ precision: 10, scale: 2 }), '1.005');
    expect(form.ok).toBe(false);
    expect(form).toHaveProperty('reason');
  });

  it('is refused where the side would show something that cannot be read', () => {
    const forgetful: Codec = { name: 'forgetful', encode: converted, decode: () => refused('gone') };
    expect(normalForm(forgetful, 'ann')).toEqual(refused('gone'));
  });
});
