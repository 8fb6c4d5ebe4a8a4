import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { playScenario, type Outcome } from './play-scenario.ts';
import { crashPoints } from './scenarios/crash-points.ts';
import { outages } from './scenarios/outages.ts';
import { startServers } from './stage/start-servers.ts';

const usage = `pnpm test:chaos [options]
  --times N      play each scenario N times, with other data each time (default 1)
  --only TEXT    those whose name contains it
  --report FILE  write how many were to be played, passed and failed to it, as JSON
  --at-once N    scenarios side by side (default 3); those that stop shared servers play alone
Exit code: 0 both sides were equal behind every scenario, 1 they were not, 2 wrong arguments.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  const start = performance.now();
  const chosen = [...crashPoints, ...outages].filter(({ name }) => name.includes(options.only));
  const plays = chosen.flatMap((scenario) =>
    Array.from({ length: options.times }, (_, time) => ({ scenario, seed: time + 1 })),
  );
  const servers = await startServers();
  // What was started ends with this run, also where somebody ends it early.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void servers.stop().finally(() => process.exit(130)));
  const outcomes: Outcome[] = [];
  const play = async ({ scenario, seed }: (typeof plays)[number]): Promise<void> => {
    const outcome = await playScenario(scenario, servers, seed);
    outcomes.push(outcome);
    print(lineOf(outcome));
    for (const problem of outcome.problems.slice(0, 12)) print(`      ${problem}`);
  };
  try {
    const limit = pLimit(options.atOnce);
    await Promise.all(
      plays.filter(({ scenario }) => scenario.alone !== true).map(async (one) => await limit(play, one)),
    );
    for (const one of plays.filter(({ scenario }) => scenario.alone === true)) await play(one);
  } finally {
    await servers.stop();
  }
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const acts = outcomes.reduce((sum, one) => sum + one.acts, 0);
  const slowest = Math.max(0, ...outcomes.map(({ recovery }) => recovery));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  print(
    `\n${acts} acts of people looked for on both sides; slowest recovery ${slowest.toFixed(1)} s; ${seconds} s in all`,
  );
  print(`${outcomes.length - failed} passed, ${failed} failed`);
  const report = { total: plays.length, passed: outcomes.length - failed, failed };
  if (options.report !== '') await writeFile(options.report, JSON.stringify(report));
  return failed === 0 && outcomes.length > 0 ? 0 : 1;
}

function lineOf({ name, problems, recovery, acts, seconds }: Outcome): string {
  const verdict = problems.length === 0 ? 'ok  ' : 'FAIL';
  return `${verdict}  ${name}: ${acts} acts, equal again after ${recovery.toFixed(1)} s (${seconds.toFixed(0)} s in all)`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

interface Options {
  readonly times: number;
  readonly only: string;
  readonly atOnce: number;
  readonly report: string;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      options: {
        times: { type: 'string', default: '1' },
        only: { type: 'string', default: '' },
        report: { type: 'string', default: '' },
        'at-once': { type: 'string', default: '3' },
        help: { type: 'boolean', default: false },
      },
    });
    const [times, atOnce] = [Number(values.times), Number(values['at-once'])];
    if (!values.help && Number.isInteger(times) && times > 0 && Number.isInteger(atOnce) && atOnce > 0)
      return { times, only: values.only, atOnce, report: values.report };
    print(usage);
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  return undefined;
}
