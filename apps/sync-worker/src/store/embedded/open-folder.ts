import { chmod, mkdir } from 'node:fs/promises';

/** Makes a folder that every user of the system may enter, whatever this process' umask says. */
export async function makeOpenFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o755 });
  // Only what was made here: the mode of somebody's folder is theirs.
  if (first !== undefined) await chmod(path, 0o755);
}
