import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataFolder } from './data-folder.ts';
import { runCommand } from './run-command.ts';

/** A server's data, and the program that starts and stops it. */
export interface ServerControl {
  data: DataFolder;
  pg_ctl: string;
}

/** What {@link launchServer} needs. */
export interface LaunchServerOptions extends ServerControl {
  settings: Readonly<Record<string, string>>;
  port: number | undefined;
}

// A free port may be taken before PostgreSQL listens there.
const attempts = 5;

/** The connection string of the database `postgres`. */
export const connectionUrl = (password: string, port: number): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

/** Starts the server and waits until it accepts connections. @returns Its port. */
export async function launchServer(options: LaunchServerOptions): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const port = options.port ?? (await freePort());
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const failure = await launch({ ...options, port });
    if (failure === undefined) return port;
    const isTaken = failure.includes('could not bind');
    if (!isTaken || options.port !== undefined || attempt === attempts)
      throw new Error(`The embedded PostgreSQL in ${options.data.path} does not start:\n${failure}`);
  }
}

/** @returns What it said, where it did not start. */
async function launch(options: LaunchServerOptions & { port: number }): Promise<string | undefined> {
  const { data, pg_ctl, settings, port } = options;
  const log = join(data.path, 'server.log');
  const fixed = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' };
  const flags = Object.entries({ ...settings, ...fixed }).map(([name, value]) => `-c ${name}="${value}"`);
  // One log a run, and the one before it: a log that only grows fills the disk one day.
  if (existsSync(log)) await rename(log, `${log}.1`);
  const args = ['start', '--wait', '--timeout=60', `--pgdata=${data.path}`, `--log=${log}`];
  const { code, output } = await runCommand(pg_ctl, [...args, `--options=${flags.join(' ')}`], data.account);
  if (code === 0) return undefined;
  const said = await readFile(log, 'utf8').catch(() => '');
  return `${output}${said}`;
}

/**
 * Looks for a server that runs on this data already.
 *
 * @returns Its port; undefined where none runs, or what runs under its process id is something else.
 */
export async function adoptServer(data: DataFolder, password: string): Promise<number | undefined> {
  const file = await readFile(join(data.path, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(file.split('\n')[3]);
  if (!Number.isInteger(port) || port <= 0) return undefined;
  const client = new Client({ connectionString: connectionUrl(password, port), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ path: string }>(`select current_setting('data_directory') as path`);
    return rows[0]?.path === data.path ? port : undefined;
  } catch {
    // Nobody there, or somebody else's server: starting ours tells which.
    return undefined;
  } finally {
    await client.end();
  }
}

/** Ends the server, if it runs, and waits for its end. */
export async function stopServer({ data, pg_ctl }: ServerControl): Promise<void> {
  const args = ['stop', '--mode=fast', '--wait', '--timeout=60', `--pgdata=${data.path}`];
  const { code, output } = await runCommand(pg_ctl, args, data.account);
  const isGone = output.includes('postmaster.pid" does not exist') || output.includes('No such process');
  if (code !== 0 && !isGone)
    throw new Error(`The embedded PostgreSQL in ${data.path} does not stop:\n${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port number.');
  return address.port;
}
