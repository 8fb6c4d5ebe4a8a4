import { expect, it, vi } from 'vitest';
import { refuseTooManyCollections } from './collection-limit.ts';

const licensed = (limit: number, used: number) => async (): Promise<unknown> => ({
  name: 'Core',
  entitlements: { collections: { limit } },
  usage: { collections: used },
});

it('as many collections as the licence has room for are fine, and one more is refused with the counts', async () => {
  await refuseTooManyCollections(licensed(25, 14), 11);
  await expect(refuseTooManyCollections(licensed(25, 14), 12)).rejects.toThrow(
    'Directus (Core) allows 25 collections and has 14: there is no room for the 12 that are missing.',
  );
});

it('a Directus without a limit, or without licences, has room for all', async () => {
  await expect(refuseTooManyCollections(licensed(-1, 500), 500)).resolves.toBeUndefined();
  const without = async (): Promise<unknown> => await Promise.reject(new Error('404'));
  await expect(refuseTooManyCollections(without, 500)).resolves.toBeUndefined();
});

it('nobody is asked where nothing is to be created', async () => {
  const request = vi.fn(licensed(0, 1));
  await refuseTooManyCollections(request, 0);
  expect(request).not.toHaveBeenCalled();
});
