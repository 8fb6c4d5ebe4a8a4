import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A user of the system, by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom PostgreSQL runs as when this process is root, which it refuses: the owner of existing data, else the
 * user `postgres`, else `nobody`. Undefined where no change is needed.
 *
 * @throws {Error} when root and the system has neither of these users.
 */
export async function unprivilegedAccount(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await ownerOf(dataFolder);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const users = parseUsers(await readFile('/etc/passwd', 'utf8'));
  const account = users.get('postgres') ?? users.get('nobody');
  if (account !== undefined) return account;
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a user `postgres` nor a user `nobody`. ' +
      'Create one of them (`useradd --system postgres`), run the worker as another user, or set DATABASE_URL.',
  );
}

/** Users by name, of the text of /etc/passwd. */
export function parseUsers(passwd: string): Map<string, Account> {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  return new Map(
    lines.flatMap(([name = '', , uid, gid]) =>
      uid === undefined || gid === undefined ? [] : [[name, { uid: Number(uid), gid: Number(gid) }]],
    ),
  );
}

/** True when the account may pass through every folder above `path`, and through `path` if it is one. */
export async function isReachable(path: string, { uid, gid }: Account): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(path);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(path);
  return parent === path || (await isReachable(parent, { uid, gid }));
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    return undefined;
  }
}
