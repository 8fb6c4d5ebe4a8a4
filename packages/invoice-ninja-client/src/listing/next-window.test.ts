import { expect, it } from 'vitest';
import { largestPage, nextWindow, type Window } from './next-window.ts';

const next = (read: number, perPage: number): Window =>
  nextWindow({ read, perPage, overlap: Math.ceil(perPage / 20), limit: largestPage });

it('starts with the page size that was asked for', () => {
  expect(next(0, 100)).toEqual({ page: 1, per_page: 100 });
});

it.each([1, 2, 3, 7, 20, 100, 500, largestPage])(
  'shows a known row and a new one in every page of a long list, %i rows a page',
  (perPage) => {
    const steps = perPage < 20 ? 400 : 60;
    for (let read = perPage, step = 0; step < steps; step += 1) {
      const { page, per_page } = next(read, perPage);
      const first = (page - 1) * per_page;
      expect(first).toBeLessThan(read);
      expect(page * per_page).toBeGreaterThan(read);
      expect(per_page).toBeLessThanOrEqual(largestPage);
      read = page * per_page;
    }
  },
);

it('costs few requests more than pages without overlap', () => {
  let read = 0;
  let requests = 0;
  for (; read < 100_000; requests += 1) {
    const { page, per_page } = next(read, 100);
    read = page * per_page;
  }
  expect(requests).toBeLessThan(1000 * 1.05);
});
