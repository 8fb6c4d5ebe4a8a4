import { randomBytes } from 'node:crypto';
import { givePassword, giveToken, isInstalled } from './admin-access.ts';
import { bootstrap } from './bootstrap.ts';
import { inheritedEnvironment } from './config.ts';
import type { DirectusAdmin, DirectusCache } from './directus-environment.ts';
import { listen } from './listen.ts';
import { createWorkFolder } from './work-folder.ts';

export type { DirectusCache } from './directus-environment.ts';

/** What {@link startDirectus} needs. */
export interface StartDirectusOptions {
  /** Connection string of an existing PostgreSQL database, empty or with a Directus of version 10 in it. */
  databaseUrl: string;
  /** Port of 127.0.0.1. @default a free one */
  port?: number;
  /** Folder with one folder for each extension. @default none */
  extensionsPath?: string;
  /** Folder for uploaded files. @default a temporary one, removed by `stop` */
  uploadsPath?: string;
  /** @default admin@example.com, with a password and a token made for this start */
  admin?: Partial<DirectusAdmin>;
  /** @default 'off', as Directus itself has it */
  cache?: DirectusCache;
  /** Serve the app for people, and not the API alone. @default false */
  serveApp?: boolean;
  /** True when the database is a copy of one that this function started before: saves 2 s. @default false */
  isBootstrapped?: boolean;
  /** More settings in Directus' own names; they win over all others. */
  env?: Readonly<Record<string, string>>;
  /** Called with each line that Directus logs (level `warn`, unless `env` says otherwise). */
  log?: (line: string) => void;
  /** Milliseconds until it must answer. @default 120_000 */
  deadline?: number;
}

/** A running Directus. */
export interface DirectusServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Static token of the administrator. */
  readonly adminToken: string;
  readonly adminEmail: string;
  readonly adminPassword: string;
  /** Process id. */
  readonly pid: number;
  /** Ends it and waits until it is gone; the database stays. */
  stop(): Promise<void>;
}

/**
 * Starts the real Directus 10.13.4 on a PostgreSQL database: creates or migrates its tables, starts it and
 * waits until it answers that it is healthy. It runs in a process of its own that ends with this one,
 * however this one ends. Any number of them run side by side.
 *
 * @throws {Error} when it ends or does not answer in time, with the last lines that it logged.
 * @example
 * const directus = await startDirectus({ databaseUrl: 'postgres://postgres@127.0.0.1:5432/directus' });
 * await fetch(`${directus.url}/users/me`, { headers: { authorization: `Bearer ${directus.adminToken}` } });
 * await directus.stop();
 */
export async function startDirectus(options: StartDirectusOptions): Promise<DirectusServer> {
  const { databaseUrl, cache = 'off', serveApp = false, env = {}, log = () => undefined } = options;
  const deadline = AbortSignal.timeout(options.deadline ?? 120_000);
  const admin = { email: 'admin@example.com', password: secret(), token: secret(), ...options.admin };
  const wasInstalled = await isInstalled(databaseUrl);
  const folder = await createWorkFolder();
  const { extensionsPath, uploadsPath, port } = options;
  const paths = { folder: folder.path, extensionsPath, uploadsPath };
  const settings = { databaseUrl, secret: secret(), admin, cache, serveApp, ...paths };
  const run = { settings, env: { ...inheritedEnvironment(), ...env }, log, deadline };
  try {
    if (options.isBootstrapped !== true) await bootstrap(run);
    await giveToken(databaseUrl, admin);
    const { url, directus, pid } = await listen({ ...run, port });
    try {
      if (wasInstalled) await givePassword(url, admin);
    } catch (error) {
      await directus.end(5000);
      throw error;
    }
    return {
      url,
      pid,
      adminToken: admin.token,
      adminEmail: admin.email,
      adminPassword: admin.password,
      async stop() {
        await directus.end(5000);
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** Directus reads a setting that looks like a number as one: a letter comes first. */
const secret = (): string => `s${randomBytes(24).toString('hex')}`;
