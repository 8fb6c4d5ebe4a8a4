import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DataFolder } from './data-folder.ts';
import { runCommand } from './run-command.ts';

/** The connection string of the database `postgres`. */
export const connectionUrl = (password: string, port: number): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

/**
 * Looks for a server that runs on this data already.
 *
 * @returns Its port; undefined where none runs, or what listens there is another one.
 */
export async function adoptServer(data: DataFolder, password: string): Promise<number | undefined> {
  // Its fourth line is the port.
  const file = await readFile(join(data.path, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(file.split('\n')[3]);
  if (!Number.isInteger(port) || port <= 0) return undefined;
  return (await isServing(data, password, port)) ? port : undefined;
}

/** True when the server of this data accepts connections on the port. */
export async function isServing({ path }: DataFolder, password: string, port: number): Promise<boolean> {
  const connectionString = connectionUrl(password, port);
  const client = new Client({ connectionString, connectionTimeoutMillis: 5000 });
  // The query reports the same error; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ path: string }>(`select current_setting('data_directory') as path`);
    return rows[0]?.path === path;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** Ends the server, if it runs, and waits until its files are complete. */
export async function stopServer(data: DataFolder, pgCtl: string): Promise<void> {
  const args = ['stop', '--mode=fast', '--wait', '--timeout=60', `--pgdata=${data.path}`];
  const { code, output } = await runCommand(pgCtl, args, data.account);
  const isGone = output.includes('postmaster.pid" does not exist') || output.includes('No such process');
  if (code !== 0 && !isGone)
    throw new Error(`The embedded PostgreSQL in ${data.path} does not stop:\n${output}`);
}
