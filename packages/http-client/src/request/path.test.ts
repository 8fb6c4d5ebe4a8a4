import { expect, it } from 'vitest';
import { path } from './path.ts';

it('encodes each value as one segment', () => {
  expect(path`/clients/${'a/../b?c#d'}/files/${7}`).toBe('/clients/a%2F..%2Fb%3Fc%23d/files/7');
});

it('leaves a path without values alone', () => {
  expect(path`/clients`).toBe('/clients');
});

it.each(['', '.', '..', 1.5, Number.NaN, '\uD800'])('refuses %o', (id) => {
  expect(() => path`/clients/${id}`).toThrow('path: value 1 must be an id');
});

it('refuses what types would have refused, without showing it', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JavaScript callers have no types
  const id = { secret: 'hunter2' } as unknown as string;
  expect(() => path`/clients/${id}`).toThrow(/got object\./);
  expect(() => path`/clients/${id}`).not.toThrow('hunter2');
});
