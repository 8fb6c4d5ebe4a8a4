import type { WorkerConfig } from '../config/check-config.ts';
import type { Log } from '../log.ts';

/** Which findings are meant. */
export interface FindingFilter {
  readonly status: string | undefined;
  readonly kind: string | undefined;
  readonly side: string | undefined;
  /** `<collection>/<id>` */
  readonly item: string | undefined;
}

/** What every command is given. */
export interface CommandContext {
  readonly config: WorkerConfig;
  /** Arguments behind the command's name, options apart. */
  readonly args: readonly string[];
  /** True: the answer is one JSON document on standard output. */
  readonly json: boolean;
  readonly log: Log;
  /** True: `backfill` reads everything from the beginning. */
  readonly full: boolean;
  /** True: `init` only says what it would change. */
  readonly dryRun: boolean;
  /** True: `init` removes the triggers in Directus' database, and does nothing else. */
  readonly removeTriggers: boolean;
  /** Options of `findings`. */
  readonly filter: FindingFilter;
  /** Tells people what comes, before it comes; nothing where JSON was asked for. */
  readonly say: (lines: readonly string[]) => void;
  /** Writes the answer: lines for people, or `data` where JSON was asked for. */
  readonly answer: (lines: readonly string[], data: unknown) => void;
  /** Tells how far it is; a bar on a terminal. */
  readonly progress: (line: string, done?: boolean) => void;
  /** Ends the command: Ctrl-C, or SIGTERM. */
  readonly signal: AbortSignal;
  /** Asked to end a second time: leave what is under way. */
  readonly hurry: AbortSignal;
  /** Token of an administrator of Directus, where `init` is to make the worker's user. */
  readonly adminToken: string | undefined;
}

/** A command of the CLI. */
export interface Command {
  /** One line for the help. */
  readonly summary: string;
  /** Arguments behind its name, for the help. @default none */
  readonly usage?: string;
  /** More for its own help. @default nothing */
  readonly details?: string;
  /** @returns the exit code */
  readonly run: (context: CommandContext) => Promise<number>;
}
