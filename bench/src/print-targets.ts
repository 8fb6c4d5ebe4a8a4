// The last word of `pnpm bench`: every figure beside what was wanted of it.
import { readTargets } from './results.ts';

console.log(await readTargets());
