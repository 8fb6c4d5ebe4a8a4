import { readFile, writeFile } from 'node:fs/promises';
import { writeProof } from '../report/proof-page.ts';
import { huntMutant, type Hunt } from './hunt-mutant.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { dropCopies, takeSnapshot } from './plant-mutant.ts';
import { mutationsText } from './mutations-text.ts';

/** A seed that kills each mutant, by mutant name. */
export type KillingSeeds = Readonly<Record<string, number>>;

const killingSeedsFile = new URL('killing-seeds.json', import.meta.url);

export interface RunMutationsOptions {
  /** Only mutants whose name contains this, or one of these with commas between them. @default all */
  readonly only?: string;
  /** The first seed behind the one that is known. @default 1 */
  readonly from?: number;
  /** Seeds for each mutant. @default 1500 */
  readonly budget?: number;
  /** Hunts at one time, each in a thread of its own. @default 2 */
  readonly workers?: number | undefined;
  /** Writes docs/proof.md and the killing seeds. */
  readonly write: boolean;
  readonly json: boolean;
}

/** Hunts every mutant. Gives the exit code: 1 where one survives. */
export async function runMutations({
  only = '',
  from = 1,
  budget = 1500,
  workers = 2,
  write,
  json,
}: RunMutationsOptions): Promise<number> {
  const known = await readKillingSeeds();
  const wanted = mutants.filter(({ name }) => only.split(',').some((part) => name.includes(part)));
  const snapshot = await takeSnapshot();
  const hunts = new Map<Mutant, Hunt>();
  const left = [...wanted];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
        const seed = known[mutant.name];
        const hunt = await huntMutant(mutant, snapshot, {
          budget,
          from,
          first: seed === undefined ? [] : [seed],
        });
        hunts.set(mutant, hunt);
        if (!json) process.stdout.write(`${huntText(hunt)}\n`);
      }
    }),
  );
  await dropCopies();
  return finish(
    wanted.flatMap((mutant) => hunts.get(mutant) ?? []),
    known,
    { write, json },
  );
}

async function finish(
  hunts: readonly Hunt[],
  known: KillingSeeds,
  { write, json }: Pick<RunMutationsOptions, 'write' | 'json'>,
): Promise<number> {
  if (json) process.stdout.write(`${JSON.stringify(hunts)}\n`);
  if (write) {
    const { survivors, killers } = outcomes(hunts);
    const kept = Object.entries(known).filter(([name]) => !survivors.has(name));
    const seeds = Object.fromEntries([...kept, ...killers]);
    await writeFile(killingSeedsFile, `${JSON.stringify(seeds, null, 2)}\n`);
    // A table of some guards would hide the others.
    if (hunts.length === mutants.length) await writeProof('mutations', mutationsText(hunts));
  }
  return hunts.some(({ killed }) => killed === null) ? 1 : 0;
}

const outcomes = (hunts: readonly Hunt[]) => ({
  survivors: new Set(hunts.flatMap(({ mutant, killed }) => (killed === null ? [mutant.name] : []))),
  killers: hunts.flatMap(({ mutant, killed }): [string, number][] =>
    killed === null ? [] : [[mutant.name, killed.seed]],
  ),
});

export async function readKillingSeeds(): Promise<KillingSeeds> {
  const stored: unknown = JSON.parse(await readFile(killingSeedsFile, 'utf8'));
  const entries = Object.entries(stored ?? {}).map(([name, seed]) => [name, Number(seed)] as const);
  return Object.fromEntries(entries);
}

function huntText({ mutant, tried, killed }: Hunt): string {
  return killed === null
    ? `SURVIVES  ${mutant.name} (${tried} seeds)`
    : `killed    ${mutant.name} by seed ${killed.seed} after ${tried}: (${killed.invariant}) ${killed.message.slice(0, 120)}`;
}
