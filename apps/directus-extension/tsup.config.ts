import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';

/** What Directus reads to know an extension by its folder. */
const manifest = {
  name: 'unified-sync',
  version: '0.0.0',
  type: 'module',
  'directus:extension': { type: 'hook', path: 'index.js', source: 'index.js', host: '>=10.10.0' },
};

/** Builds a folder that can be put among Directus' extensions as it is. */
export const extensionBuild = (outDir: string): Options => ({
  entry: { index: fileURLToPath(import.meta.resolve('./src/index.ts')) },
  outDir,
  format: 'esm',
  // The images of Directus 10 bring Node 18.
  target: 'node18',
  clean: true,
  async onSuccess() {
    await writeFile(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  },
});

export default defineConfig(extensionBuild('dist'));
