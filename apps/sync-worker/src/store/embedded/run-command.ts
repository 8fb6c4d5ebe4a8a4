import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Account } from './unprivileged-account.ts';

/** What a command said and how it ended. */
export interface CommandResult {
  /** 0 is success. */
  readonly code: number;
  /** Both of its outputs as they came. */
  readonly output: string;
}

/**
 * Runs a program of PostgreSQL to its end, as `account` where that is given. Messages are in English, whatever
 * the machine speaks: some of them are read.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<CommandResult> {
  const child = spawn(program, args, {
    ...account,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    // The current folder may be closed to the account.
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  // Not `close`: a server that was started holds on to its parent's output.
  const [code] = await once(child, 'exit');
  return { code: typeof code === 'number' ? code : 1, output: Buffer.concat(output).toString('utf8') };
}
