import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import getPort from 'get-port';
import type { DataFolder } from './data-folder.ts';
import { isServing } from './server-control.ts';

/** What {@link launchServer} needs. */
export interface LaunchServerOptions {
  /** Path of the program. */
  postgres: string;
  data: DataFolder;
  password: string;
  /** Where it logs. */
  logFile: string;
  settings: Readonly<Record<string, string>>;
  /** @default a free one */
  port: number | undefined;
}

// A free port may be taken before PostgreSQL listens there.
const attempts = 5;
const deadline = 60_000;

/**
 * Starts the server and waits until it accepts connections.
 *
 * @returns Its port.
 * @throws {Error} with what it logged, when it ends or takes too long.
 */
export async function launchServer(options: LaunchServerOptions): Promise<number> {
  const giveUp = Date.now() + deadline;
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const port = options.port ?? (await getPort({ host: '127.0.0.1' }));
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const failure = await launch({ ...options, port });
    if (failure === undefined) return port;
    const isTaken = failure.includes('could not bind') && options.port === undefined;
    // Processes of a server that crashed end by themselves, and not at once on a busy machine.
    const isHeld = failure.includes('pre-existing shared memory block') && Date.now() < giveUp;
    if (!isHeld && (!isTaken || attempt === attempts))
      throw new Error(`The embedded PostgreSQL in ${options.data.path} does not start:\n${failure}`);
    // oxlint-disable-next-line no-await-in-loop -- the pause between two attempts
    if (isHeld) await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @returns What it logged, where it did not start. */
async function launch(options: LaunchServerOptions & { port: number }): Promise<string | undefined> {
  const { data, password, port, logFile } = options;
  // One log a run, and the one before it: a log that only grows fills the disk one day.
  if (existsSync(logFile)) await rename(logFile, `${logFile}.1`);
  const { server, ended } = await spawnServer(options);
  const giveUp = Date.now() + deadline;
  while (Date.now() < giveUp) {
    // oxlint-disable-next-line no-await-in-loop -- it is a poll
    const state = await Promise.race([isServing(data, password, port), ended]);
    if (state === true) return undefined;
    if (state === 'ended') return await readFile(logFile, 'utf8');
    // oxlint-disable-next-line no-await-in-loop -- the pause between two polls
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill('SIGINT');
  await ended;
  return `It took more than ${deadline / 1000} s.\n${await readFile(logFile, 'utf8')}`;
}

interface SpawnedServer {
  readonly server: ChildProcess;
  readonly ended: Promise<'ended'>;
}

/** In a session of its own: neither Ctrl-C nor the end of this process may stop it before the worker is done. */
async function spawnServer(options: LaunchServerOptions & { port: number }): Promise<SpawnedServer> {
  const { postgres, data, settings, port, logFile } = options;
  const { path, account } = data;
  const fixed = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' };
  const flags = Object.entries({ ...settings, ...fixed }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = await open(logFile, 'w', 0o600);
  const server = spawn(postgres, ['-D', path, ...flags], {
    ...account,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    // The current folder may be closed to the account.
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  // Listened for at once: on a busy machine, one that refuses to start has ended before the next line.
  const ended = new Promise<'ended'>((resolve) => server.once('exit', () => resolve('ended')));
  // Rejects where the system cannot run it at all.
  await once(server, 'spawn');
  await log.close();
  server.unref();
  return { server, ended };
}
