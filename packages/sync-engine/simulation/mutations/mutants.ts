import { convergeMutants } from './converge-mutants.ts';
import type { Mutant } from './mutant.ts';
import { planMutants } from './plan-mutants.ts';
import { scanMutants } from './scan-mutants.ts';
import { storeMutants } from './store-mutants.ts';

/** Every guard of the laws, and how it is switched off. */
export const mutants: readonly Mutant[] = [
  ...storeMutants,
  ...convergeMutants,
  ...planMutants,
  ...scanMutants,
];
