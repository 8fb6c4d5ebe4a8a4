import { expect, it } from 'vitest';
import { huntMutant } from './hunt-mutant.ts';
import { mutants } from './mutants.ts';
import { readKillingSeeds } from './run-mutations.ts';

const seeds = await readKillingSeeds();
const hunted = mutants.flatMap((mutant) => {
  const seed = seeds[mutant.name];
  return seed === undefined ? [] : [{ mutant, seed, name: mutant.name }];
});

it('most guards have a seed that fails without them', () => {
  expect(hunted.length).toBeGreaterThan(30);
});

it.each(hunted)(
  'without the guard of $name, seed $seed fails',
  { timeout: 120_000 },
  async ({ mutant, seed }) => {
    const { killed } = await huntMutant(mutant, { first: [seed], budget: 0 });
    expect(killed).toMatchObject({ seed });
  },
);
