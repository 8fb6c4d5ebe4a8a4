import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huntMutant } from './hunt-mutant.ts';
import { mutants } from './mutants.ts';
import { dropCopies, takeSnapshot } from './plant-mutant.ts';
import { readKillingSeeds } from './run-mutations.ts';

const seeds = await readKillingSeeds();
const killed = mutants.flatMap((mutant) => {
  const seed = seeds[mutant.name];
  return seed === undefined ? [] : [{ mutant, seed, name: mutant.name, guard: mutant.guard }];
});

it('are those of mutants that there are', () => {
  expect(killed.map(({ name }) => name).toSorted()).toEqual(Object.keys(seeds).toSorted());
});

describe.runIf(killed.length > 0)('without its guard the engine fails the seed that kills it', () => {
  let snapshot = '';
  beforeAll(async () => {
    snapshot = await takeSnapshot();
  });
  afterAll(dropCopies);

  it.each(killed)('$name: $guard', { timeout: 120_000 }, async ({ mutant, seed }) => {
    const hunt = await huntMutant(mutant, snapshot, { first: [seed], budget: 0 });
    // And holds with it: a hunt plays the seed with all guards, too.
    expect(hunt.killed?.seed ?? 'it survives').toBe(seed);
  });
});
