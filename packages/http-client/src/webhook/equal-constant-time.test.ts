import { afterEach, expect, it, vi } from 'vitest';
import { equalConstantTime } from './equal-constant-time.ts';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['secret', 'secret', true],
  ['', '', true],
  ['é', 'é', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['secret', '', false],
])('compares %o with %o: %s', async (a, b, equal) => {
  expect(await equalConstantTime(a, b)).toBe(equal);
});

it('leaves the comparison to WebCrypto, under a new key each time', async () => {
  const verify = vi.spyOn(crypto.subtle, 'verify');
  await equalConstantTime('a', 'b');
  await equalConstantTime('a', 'b');
  const keys = verify.mock.calls.map(([, key]) => key);
  expect(new Set(keys).size).toBe(2);
});
