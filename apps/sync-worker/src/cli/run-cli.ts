import { parseArgs } from 'node:util';
import type { WorkerConfig } from '../config/check-config.ts';
import { createLog } from '../log.ts';
import { apply } from './apply.ts';
import { backfill } from './backfill.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { plan } from './plan.ts';
import { start } from './start.ts';
import { status } from './status.ts';

const commands: Readonly<Record<string, Command>> = {
  init,
  doctor,
  plan,
  apply,
  backfill,
  start,
  status,
  explain,
};

/** What the CLI touches of the process around it. */
export interface CliIo {
  readonly readConfig: (path: string) => Promise<WorkerConfig>;
  readonly adminToken: string | undefined;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly isTerminal: boolean;
  readonly signal: AbortSignal;
}

/** @returns the exit code: 0 done, 1 something is wrong. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const parsed = parse(argv);
  if (typeof parsed === 'string') {
    io.error(`${parsed}\n${help}`);
    return 1;
  }
  const { name, args, json, config: path, isHelp } = parsed;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    if (isHelp || name === '') io.out(help);
    else io.error(`${name}: unknown command\n${help}`);
    return isHelp ? 0 : 1;
  }
  try {
    return await command.run({
      config: await io.readConfig(path),
      args,
      json,
      adminToken: io.adminToken,
      signal: io.signal,
      log: createLog(),
      answer: (lines, data) => io.out(`${json ? JSON.stringify(data) : lines.join('\n')}\n`),
      progress: progressTo(io, json),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (json) io.out(`${JSON.stringify({ error: message })}\n`);
    else io.error(`${message}\n`);
    return 1;
  }
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        config: { type: 'string', default: 'sync.config.ts' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [name = '', ...args] = positionals;
    return { name, args, json: values.json, config: values.config, isHelp: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A line that is written over on a terminal; elsewhere one line every five seconds. */
function progressTo(io: CliIo, json: boolean): (line: string, done?: boolean) => void {
  let last = 0;
  return (line, done = false) => {
    if (json) return;
    if (io.isTerminal) io.error(`\r\u001B[2K${line}${done ? '\n' : ''}`);
    else if (done || Date.now() - last >= 5000) {
      last = Date.now();
      io.error(`${line}\n`);
    }
  };
}

const help = `sync-worker <command> [--json] [--config sync.config.ts]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}
`;
