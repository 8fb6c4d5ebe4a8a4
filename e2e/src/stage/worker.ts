import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One process of the `sync-worker` command. */
export interface WorkerProcess {
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** kill -9, and gone when it resolves. */
  kill(): Promise<void>;
  /** SIGTERM, and gone when it resolves. */
  stop(): Promise<number | string>;
}

/** The `sync-worker` command as a user runs it, with everything that it prints in a file. */
export interface Worker {
  readonly logFile: string;
  launch(...args: string[]): WorkerProcess;
  /** Runs a command to its end. @returns its exit code, and what it said as JSON */
  ask(...args: string[]): Promise<{ readonly code: number | string; readonly answer: unknown }>;
  /** Starts the daemon and waits until it says that it is ready. */
  start(options?: { readonly port?: number }): Promise<WorkerProcess>;
}

export interface WorkerOptions {
  readonly folder: string;
  readonly port: number;
  /** What `sync.config.ts` exports, but for the port. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

const main = fileURLToPath(new URL('../../../apps/sync-worker/src/main.ts', import.meta.url));
const sources = '--conditions=@unified-sync/source';

/** Writes the configuration into the folder and gives the command that reads it. */
export async function createWorker({ folder, port, config, env }: WorkerOptions): Promise<Worker> {
  const logFile = join(folder, 'worker.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  const configOf = async (own: number): Promise<string> => {
    const file = join(folder, `sync.config.${own}.ts`);
    await writeFile(file, `export default ${JSON.stringify({ ...config, port: own })};`);
    return file;
  };
  const usual = await configOf(port);

  function spawnWorker(
    args: readonly string[],
    file: string,
  ): { child: ChildProcess; worker: WorkerProcess } {
    const child = spawn(process.execPath, [sources, main, ...args, '--config', file], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const ended = new Promise<number | string>((resolve) =>
      child.once('close', (code, signal) => resolve(signal ?? code ?? 1)),
    );
    const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string> => {
      child.kill(signal);
      return await ended;
    };
    const worker = {
      ended,
      kill: async () => void (await end('SIGKILL')),
      stop: async () => await end('SIGTERM'),
    };
    return { child, worker };
  }

  return {
    logFile,
    launch: (...args) => spawnWorker(args, usual).worker,
    async ask(...args) {
      const { child, worker } = spawnWorker([...args, '--json'], usual);
      let text = '';
      child.stdout?.on('data', (chunk) => (text += String(chunk)));
      const code = await worker.ended;
      return { code, answer: text.trim().startsWith('{') ? JSON.parse(text) : undefined };
    },
    async start({ port: own = port } = {}) {
      const { worker } = spawnWorker(['start'], own === port ? usual : await configOf(own));
      await ready({ port: own, worker, logFile });
      return worker;
    },
  };
}

async function ready({
  port,
  worker,
  logFile,
}: {
  readonly port: number;
  readonly worker: WorkerProcess;
  readonly logFile: string;
}): Promise<void> {
  let code: number | string | undefined;
  void worker.ended.then((value) => (code = value));
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (code !== undefined) {
      const said = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-3).join('\n');
      throw new Error(`the worker ended with ${code} before it was ready:\n${said}`);
    }
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the worker does not become ready within a minute');
}
