import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { installedDirectus } from './installed-directus.ts';
import { createLogTail } from './log-tail.ts';

/** A running Directus command, and what it said last. */
export interface DirectusProcess {
  readonly pid: number | undefined;
  /** Fulfilled when it says that it listens; false when it ended before. */
  readonly ready: Promise<boolean>;
  /** Fulfilled when it has ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** The last lines of its output, oldest first. */
  lastLines(): readonly string[];
  /** Ends it, by force after `grace` milliseconds, and waits until it is gone. */
  end(grace: number): Promise<void>;
}

/** What {@link runDirectus} needs. */
export interface RunDirectusOptions {
  command: 'bootstrap' | 'start';
  /** Its whole environment: nothing is inherited. */
  env: Record<string, string>;
  /** Working folder: Directus reads a `.env` there. */
  cwd: string;
  onLine: (line: string) => void;
}

const exitWithParent = fileURLToPath(import.meta.resolve('./exit-with-parent.ts'));

/** Runs a command of the installed Directus in a process of its own, which ends when this one ends. */
export function runDirectus({ command, env, cwd, onLine }: RunDirectusOptions): DirectusProcess {
  const execArgv = ['--import', exitWithParent];
  // In a group of its own: Ctrl-C must not end it before its parent is done with it.
  const child = fork(installedDirectus.cli, [command], { cwd, env, execArgv, silent: true, detached: true });
  const tail = createLogTail(onLine);
  child.stdout?.on('data', tail.reader());
  child.stderr?.on('data', tail.reader());
  const ended = whenEnded(child);
  const listening = new Promise<boolean>((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve(true);
    });
  });
  return {
    pid: child.pid,
    ready: Promise.race([listening, ended.then(() => false)]),
    ended,
    lastLines: () => tail.lines(),
    end: async (grace) => await end(child, ended, grace),
  };
}

async function whenEnded(child: ChildProcess): Promise<number | NodeJS.Signals> {
  // `close` comes after the last line of output, `exit` may come before it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two arguments of the event, as documented
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 1;
}

async function end(child: ChildProcess, ended: Promise<unknown>, grace: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), grace);
  await ended;
  clearTimeout(force);
}
