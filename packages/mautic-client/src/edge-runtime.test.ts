import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('has no Node built-in anywhere in its main entry', async () => {
  const { outputFiles, errors } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    // A Node built-in anywhere in it would fail the build.
    platform: 'browser',
    format: 'esm',
    conditions: ['@unified-sync/source'],
    external: ['jose'],
    write: false,
  });
  expect(errors).toEqual([]);
  expect(outputFiles[0]?.text).toContain('Webhook-Signature');
});
