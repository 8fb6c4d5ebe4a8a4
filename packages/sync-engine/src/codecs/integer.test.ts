import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../value.ts';
import { integer } from './integer.ts';

const value = (of: FieldValue): unknown => ({ ok: true, value: of });
const refusal = (reason: string): unknown => ({ ok: false, reason });

describe('a count', () => {
  it.each<[FieldValue, number | null]>([
    [12, 12],
    ['12', 12],
    [-0, 0],
    ['', null],
    [null, null],
  ])('reads %j as %j', (stored, count) => {
    expect(integer().decode(stored)).toEqual(value(count));
  });

  it.each<FieldValue>([1.5, '1.5', '012', ' 1', 2 ** 53, true])('refuses %j', (stored) => {
    expect(integer().decode(stored)).toMatchObject({ ok: false });
  });

  it('is refused beyond 2^53 - 1 even by a side that holds more', () => {
    expect(integer({ max: 2 ** 60 }).decode(2 ** 53)).toMatchObject({ ok: false });
  });

  it('stays within what the side holds', () => {
    expect(integer({ min: 0, max: 9 }).encode(10)).toEqual(refusal('expected an integer from 0 to 9'));
  });
});
