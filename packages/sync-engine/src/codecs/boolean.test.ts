import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { boolean } from './boolean.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });

describe('yes and no', () => {
  it.each<[FieldValue, boolean]>([
    [true, true],
    [1, true],
    ['1', true],
    [false, false],
    [0, false],
    ['0', false],
  ])('reads %j as %j', (stored, answer) => {
    expect(boolean().decode(stored)).toEqual(value(answer));
  });

  it.each<FieldValue>(['true', 'yes', 2, []])('refuses %j', (stored) => {
    expect(boolean().decode(stored)).toMatchObject({ ok: false });
  });

  it('does not take nothing for no', () => {
    expect(boolean().decode(null)).toEqual(value(null));
    expect(boolean().decode('')).toEqual(value(null));
  });

  it.each<['boolean' | 'number' | 'text', FieldValue]>([
    ['boolean', true],
    ['number', 1],
    ['text', '1'],
  ])('is written as the side keeps it: %s', (stored, written) => {
    expect(boolean({ stored }).encode(true)).toEqual(value(written));
  });
});
