import type { Mutant } from './mutant.ts';

/** Every guard of the laws, and how it is switched off. */
export const mutants: readonly Mutant[] = [];
