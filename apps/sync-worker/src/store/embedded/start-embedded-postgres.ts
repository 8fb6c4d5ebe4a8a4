import { join, resolve } from 'node:path';
import { initialiseData, locateData } from './data-folder.ts';
import { installedBinaries, reachableBinaries } from './postgres-binaries.ts';
import { launchServer } from './launch-server.ts';
import { adoptServer, connectionUrl, stopServer } from './server-control.ts';

/** What {@link startEmbeddedPostgres} needs. */
export interface StartEmbeddedPostgresOptions {
  /** Folder of this server alone; made where it is missing. Everything that must be kept is in it. */
  folder: string;
  /** Port of 127.0.0.1. @default a free one */
  port?: number;
  /** Called with a line about each step that takes time or may surprise. */
  log?: (line: string) => void;
  /** Settings of PostgreSQL by name, e.g. `{ max_connections: '50' }`. */
  settings?: Readonly<Record<string, string>>;
  /**
   * Where root keeps what PostgreSQL's own user must reach, when `folder` or `node_modules` is closed to it.
   * @default '/var/lib/unified-sync'
   */
  openFolder?: string;
}

/** A running PostgreSQL. */
export interface EmbeddedPostgres {
  /** Connection string of the database `postgres`, as a user that may do everything, with its password. */
  readonly url: string;
  /** True when it ran already: left behind by a worker that was killed. */
  readonly isAdopted: boolean;
  /** Disconnects everybody, ends the server and waits until its files are complete. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL 18 that npm installed, on data in `folder`, listening on 127.0.0.1 alone. The server
 * outlives a worker that is killed, so that its data never suffers; the next start on the same folder
 * adopts it. One worker a folder: `stop` stops it for all.
 *
 * As root it runs as another user, since PostgreSQL refuses to run as root.
 *
 * @throws {Error} when it does not start, with what it said.
 * @example
 * const postgres = await startEmbeddedPostgres({ folder: '.unified-sync/postgres', log: console.log });
 * const pool = new Pool({ connectionString: postgres.url });
 */
export async function startEmbeddedPostgres(
  options: StartEmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { port, log = () => undefined, settings = {}, openFolder = '/var/lib/unified-sync' } = options;
  const folder = resolve(options.folder);
  const data = await locateData(folder, openFolder);
  if (!data.path.startsWith(folder))
    log(`${folder} is closed to PostgreSQL's user: its data is in ${data.path}.`);
  const { initdb, pg_ctl, postgres } = await reachableBinaries(
    await installedBinaries(),
    data.account,
    openFolder,
  );
  const password = await initialiseData(folder, data, initdb);
  const adopted = await adoptServer(data, password);
  if (adopted !== undefined) log(`PostgreSQL is running already, on port ${adopted}.`);
  const logFile = join(folder, 'server.log');
  const used = adopted ?? (await launchServer({ postgres, data, password, logFile, settings, port }));
  return {
    url: connectionUrl(password, used),
    isAdopted: adopted !== undefined,
    stop: async () => await stopServer(data, pg_ctl),
  };
}
