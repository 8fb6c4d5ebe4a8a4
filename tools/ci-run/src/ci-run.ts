import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../.ci/run', import.meta.url));

/** How the commands that CI starts are to end. */
export interface Outcome {
  /** What the report of the tests counts; none is written where it is left out. */
  readonly tests?: { readonly total: number; readonly passed: number; readonly failed: number };
  /** Scripts of package.json that end with exit code 1, e.g. `check`. */
  readonly failing?: readonly string[];
  /** Whether package.json has a script `demo`. @default false */
  readonly demo?: boolean;
  /** Whether package.json has a script `check:examples`. @default false */
  readonly examples?: boolean;
}

/** What CI made of it. */
export interface Verdict {
  readonly code: number;
  readonly lastLine: string;
  /** The commands that ran, e.g. `pnpm@12 test`. */
  readonly commands: readonly string[];
}

/** Runs `.ci/run` in a made-up checkout whose `npx` ends as told. A Redis must answer on 127.0.0.1:6379. */
export async function ciRun(outcome: Outcome): Promise<Verdict> {
  const { tests, failing = [], demo = false, examples = false } = outcome;
  const checkout = mkdtempSync(join(tmpdir(), 'ci-run-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  };
  const report = {
    numTotalTests: tests?.total,
    numPassedTests: tests?.passed,
    numFailedTests: tests?.failed,
  };
  write('report.json', JSON.stringify(report));
  const scripts = {
    test: '',
    check: '',
    ...(demo && { demo: '' }),
    ...(examples && { 'check:examples': '' }),
  };
  write('package.json', JSON.stringify({ scripts }));
  const copyReport = tests === undefined ? ':' : 'cp report.json node_modules/.vitest/results.json';
  write('node_modules/.vitest/results.json', '{"numTotalTests":7,"numPassedTests":7,"numFailedTests":0}');
  write(
    'bin/npx',
    `#!/bin/sh
shift
echo "$*" >> commands
if [ "$2" = test ]; then ${copyReport}; fi
case " ${failing.join(' ')} " in *" $2 "*) exit 1 ;; esac
`,
  );
  chmodSync(join(checkout, 'bin/npx'), 0o755);
  mkdirSync(join(checkout, '.ci'));
  copyFileSync(script, join(checkout, '.ci/run'));
  try {
    const { code, output } = await bash(checkout);
    const [log = '', commands = ''] = output.split('=== commands\n');
    return {
      code,
      lastLine: log.trimEnd().split('\n').at(-1) ?? '',
      commands: commands.trimEnd().split('\n'),
    };
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

function bash(checkout: string): Promise<{ code: number; output: string }> {
  const command = `PATH="$PWD/bin${delimiter}$PATH"; bash .ci/run; code=$?; echo '=== commands'; cat commands; exit $code`;
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', command], { cwd: checkout }, (_, stdout) => {
      resolve({ code: child.exitCode ?? -1, output: stdout });
    });
  });
}
