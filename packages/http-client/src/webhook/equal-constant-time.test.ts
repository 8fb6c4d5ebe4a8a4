import { expect, it } from 'vitest';
import { equalConstantTime } from './equal-constant-time.ts';

it.each([
  ['secret', 'secret', true],
  ['', '', true],
  ['é', 'é', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['secret', '', false],
  ['', 'secret', false],
  ['secret', 'secret\0', false],
])('compares %o with %o: %s', (a, b, equal) => {
  expect(equalConstantTime(a, b)).toBe(equal);
});

const secret = 'a secret of Zürich';

it.each(Array.from({ length: secret.length }, (_, at) => [at]))('finds the one difference, at character %i', (at) => {
  const other = `${secret.slice(0, at)}#${secret.slice(at + 1)}`;
  expect(equalConstantTime(secret, other)).toBe(false);
  expect(equalConstantTime(other, secret)).toBe(false);
});
