import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOpenFolder } from './open-folder.ts';
import { runCommand } from './run-command.ts';
import { type Account, isReachable, unprivilegedAccount } from './unprivileged-account.ts';

/** Where the data of an embedded PostgreSQL is. */
export interface DataFolder {
  readonly path: string;
  /** Whom PostgreSQL runs as; undefined: as this process. */
  readonly account: Account | undefined;
}

/**
 * Says where the data of `folder` is: in it, or, where PostgreSQL's account may not enter it (root's own
 * folders), in one of `openFolder`, which a text file in `folder` then names.
 */
export async function locateData(folder: string, openFolder: string): Promise<DataFolder> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const inside = join(folder, 'data');
  const account = await unprivilegedAccount(inside);
  if (account === undefined || (await isReachable(folder, account))) return { path: inside, account };
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const outside = join(openFolder, `data-${name}`);
  await makeOpenFolder(openFolder);
  await writeFile(join(folder, 'DATA-IS-ELSEWHERE.txt'), `${outside}\n`);
  return { path: outside, account: await unprivilegedAccount(outside) };
}

/** Creates the data if there is none. @returns The password of the user `postgres`. */
export async function initialiseData(folder: string, data: DataFolder, initdb: string): Promise<string> {
  const passwordFile = join(folder, 'password');
  if (existsSync(data.path)) return await readPassword(passwordFile, data.path);
  const password = randomBytes(24).toString('hex');
  // Before the data: a start that is cut short between the two makes both anew.
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const unfinished = `${data.path}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await give(unfinished, data.account);
  await runInitdb(initdb, unfinished, password, data.account);
  await rename(unfinished, data.path);
  return password;
}

async function readPassword(file: string, dataPath: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new Error(
      `There is data in ${dataPath}, but its password file ${file} cannot be read. Restore that file; ` +
        'or, to start over without the data, move the data away.',
      { cause: error },
    );
  }
}

async function runInitdb(
  initdb: string,
  path: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  // The account cannot read the worker's own file.
  const temporary = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
  const passwordFile = join(temporary, 'password');
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(passwordFile, account);
    await give(temporary, account);
    const args = [
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      `--pgdata=${path}`,
    ];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const { code, output } = await runCommand(initdb, [...args, ...locale], account);
    if (code !== 0) throw new Error(`initdb failed (${code}):\n${output}`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account === undefined) return;
  await chown(path, account.uid, account.gid);
  await chmod(path, path.endsWith('password') ? 0o600 : 0o700);
}
