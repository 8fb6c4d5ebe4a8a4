import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('has a main entry without anything of Node', async () => {
  const { outputFiles, errors } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    conditions: ['@unified-sync/source'],
    // A Node built-in anywhere in it fails the build.
    platform: 'browser',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  expect(errors).toEqual([]);
  expect(outputFiles[0]?.text).toContain('createErpnextClient');
});
