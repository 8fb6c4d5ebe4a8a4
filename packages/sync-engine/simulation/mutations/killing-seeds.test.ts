import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huntMutant } from './hunt-mutant.ts';
import { mutants } from './mutants.ts';
import { dropCopies, takeSnapshot } from './plant-mutant.ts';
import { readKillingSeeds } from './run-mutations.ts';

const seeds = await readKillingSeeds();

describe('without its guard the engine fails the seed that kills it', () => {
  let snapshot = '';
  beforeAll(async () => {
    snapshot = await takeSnapshot();
  });
  afterAll(dropCopies);

  it.each(mutants)('$name: $guard', { timeout: 120_000 }, async (mutant) => {
    const seed = seeds[mutant.name];
    const hunt = await huntMutant(mutant, snapshot, {
      first: seed === undefined ? [] : [seed],
      budget: 0,
    });
    // And holds with it: a hunt plays the seed with all guards, too.
    expect(hunt.killed?.seed ?? 'it survives').toBe(seed);
  });
});
