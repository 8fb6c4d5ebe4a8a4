import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../.ci/run', import.meta.url));

/** What a report counts. */
export interface Counts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
}

/** How the commands that CI starts are to end. */
export interface Outcome {
  /** What the report of the tests counts; none is written where it is left out. */
  readonly tests?: Counts;
  /** Scripts of package.json that end with exit code 1, e.g. `check`. */
  readonly failing?: readonly string[];
  /** Whether package.json has a script `demo`. @default false */
  readonly demo?: boolean;
  /** Whether package.json has a script `check:examples`. @default false */
  readonly examples?: boolean;
  /** What `test:directus-12` counts; without it, package.json has no such script. */
  readonly directus12?: Counts;
  /** What `test:chaos` counts; without it, package.json has no such script. `null`: it writes no report. */
  readonly chaos?: Counts | null;
  /** True: `test:chaos` ends last of all. @default false */
  readonly chaosIsSlow?: boolean;
}

/** What CI made of it. */
export interface Verdict {
  readonly code: number;
  readonly lastLine: string;
  /** Everything that it printed. */
  readonly log: string;
  /** The commands that ran, e.g. `pnpm@12 test`, in the order of their starts. */
  readonly commands: readonly string[];
}

/** Runs `.ci/run` in a made-up checkout whose `npx` ends as told. A Redis must answer on 127.0.0.1:6379. */
export async function ciRun(outcome: Outcome): Promise<Verdict> {
  const { tests, failing = [], demo = false, examples = false, directus12, chaos, chaosIsSlow } = outcome;
  const checkout = mkdtempSync(join(tmpdir(), 'ci-run-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  };
  write('report.json', vitestReport(tests));
  write('report-12.json', vitestReport(directus12));
  write('chaos.json', JSON.stringify(chaos ?? null));
  const scripts = {
    test: '',
    check: '',
    ...(demo && { demo: '' }),
    ...(examples && { 'check:examples': '' }),
    ...(directus12 && { 'test:directus-12': '' }),
    ...(chaos !== undefined && { 'test:chaos': '' }),
  };
  write('package.json', JSON.stringify({ scripts }));
  const copyReport = tests === undefined ? ':' : 'cp report.json node_modules/.vitest/results.json';
  const copyChaos = chaos === null ? ':' : 'cp chaos.json "$4"';
  write('node_modules/.chaos.json', '{"total":7,"passed":7,"failed":0}');
  write('node_modules/.vitest/results.json', '{"numTotalTests":7,"numPassedTests":7,"numFailedTests":0}');
  write(
    'bin/npx',
    `#!/bin/sh
shift
echo "$*" >> commands
if [ "$2" = test ]; then ${copyReport}; fi
if [ "$2" = test:directus-12 ]; then cp report-12.json node_modules/.vitest/results-directus-12.json; fi
if [ "$2" = test:chaos ]; then ${copyChaos}; ${chaosIsSlow === true ? untilChecked : ':'}; echo 'the chaos is over'; fi
if [ "$2" = check ]; then echo 'all is checked'; touch checked; fi
case " ${failing.join(' ')} " in *" $2 "*) exit 1 ;; esac
`,
  );
  // The chaos would have it installed.
  write('bin/redis-server', '#!/bin/sh\n');
  for (const command of ['npx', 'redis-server']) chmodSync(join(checkout, 'bin', command), 0o755);
  mkdirSync(join(checkout, '.ci'));
  copyFileSync(script, join(checkout, '.ci/run'));
  try {
    const { code, output } = await bash(checkout);
    const [log = '', commands = ''] = output.split('=== commands\n');
    return {
      code,
      log,
      lastLine: log.trimEnd().split('\n').at(-1) ?? '',
      commands: commands.trimEnd().split('\n'),
    };
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

/** Shell: waits until `check` has run, and fails where it does not come to that while the chaos plays. */
const untilChecked =
  'for _ in $(seq 200); do [ -f checked ] && break; sleep 0.05; done; [ -f checked ] || exit 3';

const vitestReport = (counts: Counts | undefined): string =>
  JSON.stringify({
    numTotalTests: counts?.total,
    numPassedTests: counts?.passed,
    numFailedTests: counts?.failed,
  });

function bash(checkout: string): Promise<{ code: number; output: string }> {
  const command = `PATH="$PWD/bin${delimiter}$PATH"; bash .ci/run; code=$?; echo '=== commands'; cat commands; exit $code`;
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', command], { cwd: checkout }, (_, stdout) => {
      resolve({ code: child.exitCode ?? -1, output: stdout });
    });
  });
}
