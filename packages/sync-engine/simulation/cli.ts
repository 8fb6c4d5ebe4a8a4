import { parseArgs } from 'node:util';
import { historyLines } from './report/history-lines.ts';
import { failureText } from './report/failure-text.ts';
import { injectedText, writeProof } from './report/proof-page.ts';
import { summaryText } from './report/summary-text.ts';
import { runMutations } from './mutations/run-mutations.ts';
import { runSeed } from './run/run-seed.ts';
import { runSeeds } from './run/run-seeds.ts';
import type { SeedReport } from './run/seed-report.ts';

const usage = `pnpm simulate [options]
  --seeds N      play N seeds (default 300; with --mutations 1500 for each)
  --from S       the first of them (default 1)
  --minutes M    play seeds for M minutes instead
  --workers N    play them in N threads (default 1, from 1000 seeds on 2; with --mutations 2)
  --seed S       play one seed; its history is printed where it fails
  --verbose      print its history in any case
  --mutations    switch off one guard after the other and look for a seed that fails
  --only TEXT    with --mutations: those whose name contains it, or one of several with commas between them
  --write        write what was injected to docs/proof.md; with --mutations the table and the killing seeds
  --json         print the result as JSON
Exit code: 0 everything held, 1 an invariant is broken (or a mutant survives, or a class was never injected), 2 wrong arguments.`;

/** From so many seeds on, every class of faults and edits must have occurred. */
const enoughForEveryClass = 300;
/** Seeds that are played to find one that a mutant breaks. */
const seedsForMutant = 1500;
/** From so many seeds on, a second thread pays. */
const manySeeds = 1000;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readArguments();
  if (options === undefined) return 2;
  if (options.help) return print(usage, 0);
  if (options.mutations) return runMutations({ ...options, budget: options.seeds });
  if (options.seed !== undefined) return playOne(options.seed, options.verbose, options.json);
  return playMany(options);
}

type Options = NonNullable<ReturnType<typeof readArguments>>;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string' },
        from: { type: 'string' },
        minutes: { type: 'string' },
        workers: { type: 'string' },
        seed: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        mutations: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        write: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return {
      ...values,
      seeds: count('--seeds', values.seeds) ?? defaultSeeds(values),
      from: count('--from', values.from, 0) ?? 1,
      minutes: positive('--minutes', values.minutes),
      workers: count('--workers', values.workers),
      seed: count('--seed', values.seed, 0),
    };
  } catch (error) {
    print(`${error instanceof Error ? error.message : 'wrong arguments'}\n\n${usage}`, 2);
    return undefined;
  }
}

function defaultSeeds({
  minutes,
  mutations,
}: {
  readonly minutes?: string;
  readonly mutations: boolean;
}): number {
  if (mutations) return seedsForMutant;
  return minutes === undefined ? enoughForEveryClass : Infinity;
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0)
    throw new TypeError(
      `${name} takes a number above 0, e.g. ${name} 30; it was given ${JSON.stringify(text)}`,
    );
  return number;
}

function count(name: string, text: string | undefined, least = 1): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new TypeError(
      `${name} takes a whole number from ${least}, e.g. ${name} 300; it was given ${JSON.stringify(text)}`,
    );
  return number;
}

async function playOne(seed: number, verbose: boolean, json: boolean): Promise<number> {
  const result = await runSeed(seed);
  const failed = result.violations.length > 0;
  if (json) return print(JSON.stringify({ seed, violations: result.violations }), failed ? 1 : 0);
  if (verbose) print(historyLines(result.evidence, undefined).join('\n'), 0);
  if (failed) return print(failureText(result), 1);
  return print(`seed ${seed}: every invariant held in ${result.steps} steps`, 0);
}

async function playMany({ seeds, from, minutes, write, json, ...options }: Options): Promise<number> {
  const workers = options.workers ?? (seeds >= manySeeds ? 2 : 1);
  const progress = createProgress(minutes === undefined ? seeds : undefined, json);
  const summary = await runSeeds({
    seeds,
    from,
    time: (minutes ?? Infinity) * 60_000,
    workers,
    onSeed: (report) => progress.step(report),
  });
  progress.end();
  if (write) await writeProof('injected', injectedText(summary, { from, workers }));
  const isIncomplete = summary.seeds >= enoughForEveryClass && summary.missing.length > 0;
  const code = summary.failed.length > 0 || isIncomplete ? 1 : 0;
  if (json) return print(JSON.stringify(summary), code);
  const [first] = summary.failed;
  if (first !== undefined) print(failureText(await runSeed(first.seed)), 1);
  return print(summaryText(summary), code);
}

function createProgress(seeds: number | undefined, quiet: boolean) {
  const start = performance.now();
  const { isTTY } = process.stderr;
  let [done, failed] = [0, 0];

  function line(): string {
    const rate = done / ((performance.now() - start) / 1000);
    const left = seeds === undefined ? '' : `, ${Math.round((seeds - done) / rate)} s left`;
    return `${done}${seeds === undefined ? '' : ` of ${seeds}`} seeds, ${failed} failed, ${rate.toFixed(1)} seeds/s${left}`;
  }

  return {
    step({ violations }: SeedReport): void {
      done++;
      if (violations.length > 0) failed++;
      if (quiet) return;
      if (isTTY) process.stderr.write(`\r${line()}\u001B[K`);
      else if (done % 100 === 0) process.stderr.write(`${line()}\n`);
    },
    end(): void {
      if (isTTY && !quiet) process.stderr.write('\r\u001B[K');
    },
  };
}

function print(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}
