import { expect, it } from 'vitest';
import { makeCase } from '../generate/ground-truth.ts';
import { createRandom } from '../generate/random.ts';
import { corruptionScores, falseAlarms } from './check-quality.ts';

const random = createRandom(7);
const invoices = Array.from({ length: 120 }, (_, index) => makeCase(index, random).invoice);

it('raises no alarm about invoices that are right', () => {
  expect(falseAlarms(invoices)).toEqual([]);
});

it.each(['arithmetic', 'check-digit'] as const)('flags 99 of 100 errors of %s', (kind) => {
  const scores = corruptionScores(invoices, createRandom(8), 2).filter((score) => score.kind === kind);
  const made = scores.reduce((sum, score) => sum + score.made, 0);
  const flagged = scores.reduce((sum, score) => sum + score.flagged, 0);
  expect(made).toBeGreaterThan(500);
  expect(flagged / made).toBeGreaterThanOrEqual(0.99);
});
