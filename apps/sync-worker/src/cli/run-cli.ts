import { parseArgs } from 'node:util';
import type { WorkerConfig } from '../config/check-config.ts';
import { createLog, type Log } from '../log.ts';
import { apply } from './apply.ts';
import { backfill } from './backfill.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { findings } from './findings.ts';
import { init } from './init.ts';
import { plan } from './plan.ts';
import { replay } from './replay.ts';
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
  findings,
  replay,
};

/** What the CLI touches of the process around it. */
export interface CliIo {
  readonly readConfig: (path: string) => Promise<WorkerConfig>;
  readonly adminToken: string | undefined;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly isTerminal: boolean;
  /** Aborts at the first request to end. */
  readonly signal: AbortSignal;
  /** Aborts at the second one. @default never */
  readonly hurry?: AbortSignal;
  /** @default one JSON object a line on standard error */
  readonly log?: Log;
}

/** @returns the exit code: 0 done, 1 something is wrong, 2 there are changes (`plan`, `init --dry-run`). */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const parsed = parse(argv);
  if (typeof parsed === 'string') {
    io.error(`${parsed}\n\n${help}`);
    return 1;
  }
  const { name, args, json, isHelp, options } = parsed;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    if (isHelp || name === 'help') io.out(help);
    else io.error(name === '' ? help : `${name}: unknown command\n\n${help}`);
    return isHelp || name === 'help' ? 0 : 1;
  }
  if (isHelp) {
    io.out(helpOf(name, command));
    return 0;
  }
  try {
    return await command.run({
      config: await io.readConfig(options.config),
      args,
      json,
      full: options.full,
      dryRun: options['dry-run'],
      removeTriggers: options['remove-triggers'],
      filter: { status: options.status, kind: options.kind, side: options.side, item: options.item },
      adminToken: io.adminToken,
      signal: io.signal,
      hurry: io.hurry ?? new AbortController().signal,
      log: io.log ?? createLog(),
      say: (lines) => (json ? undefined : io.out(`${lines.join('\n')}\n`)),
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
        full: { type: 'boolean', default: false },
        config: { type: 'string', default: 'sync.config.ts' },
        'dry-run': { type: 'boolean', default: false },
        'remove-triggers': { type: 'boolean', default: false },
        status: { type: 'string' },
        kind: { type: 'string' },
        side: { type: 'string' },
        item: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [name = '', ...args] = positionals;
    return { name, args, json: values.json, isHelp: values.help, options: values };
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

const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2;

const help = `sync-worker: keeps Directus and its spokes in agreement, both ways

Usage: sync-worker <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`)
  .join('\n')}

  --config <file>  the configuration [sync.config.ts]
  --json           answer with one JSON document
  -h, --help       this; behind a command, more of that command

Exit codes: 0 done, 1 something is wrong, 2 there are changes (plan, init --dry-run)
`;

const helpOf = (name: string, { summary, usage, details }: Command): string =>
  [
    `sync-worker ${name}${usage === undefined ? '' : ` ${usage}`}`,
    '',
    summary,
    ...(details === undefined ? [] : ['', details]),
    '',
  ].join('\n');
