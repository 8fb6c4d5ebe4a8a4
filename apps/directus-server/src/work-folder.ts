import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the names of these folders begin with. */
export const workFolderPrefix = 'directus-server-';

/** A folder that one Directus runs in. */
export interface WorkFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes the working folder of a Directus: it looks for extensions in the `package.json` there. */
export async function createWorkFolder(): Promise<WorkFolder> {
  const path = await mkdtemp(join(tmpdir(), workFolderPrefix));
  await writeFile(join(path, 'package.json'), JSON.stringify({ name: 'directus-server', private: true }));
  await Promise.all(['extensions', 'uploads'].map(async (name) => await mkdir(join(path, name))));
  return { path, remove: async () => await rm(path, { recursive: true, force: true }) };
}
