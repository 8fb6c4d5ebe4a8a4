import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@unified-sync/sync-worker';
import { fuzzIngress } from './ingress/fuzz-ingress.ts';
import { failuresOf, reportText } from './ingress/report-text.ts';

const usage = `pnpm fuzz [options]
  --bodies N   calls to the ingress (default 50000)
  --seed S     the seed that they are made from (default 1)
  --from R     begin with round R, as a failure names it (default 0)
Exit code: 0 everything held, 1 it did not, or a class of calls never occurred, 2 wrong arguments.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-fuzz-'));
  // Nothing of it outlives the run, so it may skip what protects data from a power cut.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startEmbeddedPostgres({ folder, settings });
  // What was started ends with this run, also where somebody ends it early.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void postgres.stop().finally(() => process.exit(130)));
  try {
    const report = await fuzzIngress({
      ...options,
      databaseUrl: postgres.url,
      onRound: createProgress(options.bodies),
    });
    print(reportText(report));
    const failures = failuresOf(report, options.seed);
    for (const failure of failures) print(`FAIL  ${failure}`);
    print(failures.length === 0 ? '\neverything held' : `\n${report.problems.length} problems`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function createProgress(bodies: number): (done: number, problems: number) => void {
  const start = performance.now();
  let last = start;
  return (done, problems) => {
    const now = performance.now();
    if (now - last < 5_000) return;
    last = now;
    const rate = done / ((now - start) / 1000);
    process.stderr.write(
      `${done} of ${bodies} bodies, ${problems} problems, ${Math.round(rate)} bodies/s, ${Math.round((bodies - done) / rate)} s left\n`,
    );
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readOptions():
  | { readonly bodies: number; readonly seed: number; readonly from: number }
  | undefined {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      options: {
        bodies: { type: 'string', default: '50000' },
        seed: { type: 'string', default: '1' },
        from: { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
    });
    const [bodies, seed, from] = [Number(values.bodies), Number(values.seed), Number(values.from)];
    if (
      !values.help &&
      Number.isInteger(bodies) &&
      bodies > 0 &&
      Number.isInteger(seed) &&
      Number.isInteger(from) &&
      from >= 0
    )
      return { bodies, seed, from };
    print(usage);
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  return undefined;
}
