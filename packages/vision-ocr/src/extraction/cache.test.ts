import { expect, it } from 'vitest';
import { cacheKey } from './cache.ts';

const bytes = Uint8Array.of(1, 2, 3);

it('depends on the bytes and the model, and on nothing else', async () => {
  const key = await cacheKey(bytes, 'responses gpt-5.5 schema-1');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await cacheKey(bytes.slice(), 'responses gpt-5.5 schema-1')).toBe(key);
  expect(await cacheKey(Uint8Array.of(1, 2, 4), 'responses gpt-5.5 schema-1')).not.toBe(key);
  expect(await cacheKey(bytes, 'responses gpt-5.5 schema-2')).not.toBe(key);
});
