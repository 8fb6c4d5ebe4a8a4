import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../../../directus-extension/src/index.ts', import.meta.url));

/** A folder of extensions with our hook in it, from its sources: no build is needed, and no stale one is loaded. */
export async function extensionFolder(): Promise<{
  readonly path: string;
  readonly remove: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'unified-sync-extensions-'));
  const folder = join(path, 'unified-sync');
  await mkdir(folder);
  const extension = { type: 'hook', path: 'index.js', source: 'index.js', host: '>=10.10.0' };
  const manifest = {
    name: 'unified-sync',
    version: '1.0.0',
    type: 'module',
    'directus:extension': extension,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'index.js'), `export { default } from ${JSON.stringify(source)};\n`);
  return { path, remove: async () => await rm(path, { recursive: true }) };
}
