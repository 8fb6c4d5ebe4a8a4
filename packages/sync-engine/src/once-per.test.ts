import { expect, it, vi } from 'vitest';
import { oncePer } from './once-per.ts';

it('makes a value once for each object, whatever it holds', () => {
  const make = vi.fn((source: { readonly name: string }) => [source.name]);
  const made = oncePer(make);
  const [one, twin] = [{ name: 'a' }, { name: 'a' }];
  expect(made(one)).toBe(made(one));
  expect(made(twin)).not.toBe(made(one));
  expect(make).toHaveBeenCalledTimes(2);
});
