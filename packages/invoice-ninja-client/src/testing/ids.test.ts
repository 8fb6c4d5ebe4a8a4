import { expect, it } from 'vitest';
import { decodeId, encodeId } from './ids.ts';

it('gives every row number an id of ten letters and digits, and reads it back', () => {
  const keys = [1, 2, 61, 62, 5000, 1_234_567, 4_294_967_295];
  for (const key of keys) {
    expect(encodeId(key)).toMatch(/^[A-Za-z0-9]{10}$/);
    expect(decodeId(encodeId(key))).toBe(key);
  }
  expect(new Set(Array.from({ length: 20_000 }, (_, key) => encodeId(key + 1))).size).toBe(20_000);
});

it('gives the same ids in every process, so that they may stand in fixtures', () => {
  expect([encodeId(1), encodeId(2)]).toEqual(['gbBN7MFufL', expect.any(String)]);
});

it.each(['', '17', 'not-an-id!', 'VolejRejNm1', 'zzzzzzzzzz'])('finds nothing behind %j', (id) => {
  expect(decodeId(id)).toBeUndefined();
});
