import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plantings } from './plantings.ts';

const ourPackages = [
  'common',
  'directus-schema',
  'http-client',
  'invoice-ninja-client',
  'money',
  'revolut-client',
  'sync-engine',
  'vision-ocr',
];
const npmPackages = ['@directus/sdk', 'bullmq', 'fast-check', 'ky', 'msw', 'zod'];

/** Modules that import nothing: what the plantings point at. */
const targets = [
  ...ourPackages.flatMap((name) => [
    `packages/${name}/src/index.ts`,
    `packages/${name}/src/testing/index.ts`,
  ]),
  ...npmPackages.map((name) => `node_modules/${name}/index.js`),
  'packages/http-client/src/node/index.ts',
  'packages/money/dist/index.js',
  'packages/money/src/shared/anything.ts',
  'packages/money/src/utils.ts',
  'packages/sync-engine/simulation/plain.ts',
  'packages/sync-engine/src/plan/testing/build-model.ts',
  'apps/demo/src/plain.ts',
  'apps/sync-worker/src/connectors/invoice-ninja/connector.ts',
  'apps/sync-worker/src/connectors/revolut/connector.ts',
  'apps/sync-worker/src/connectors/revolut/mappings/plain.ts',
  'apps/sync-worker/src/hub/read.ts',
  'tools/some-tool/src/index.ts',
];

/** As in the real packages: msw is a developer's and, optionally, the user's. */
const manifest = {
  type: 'module',
  exports: {
    '.': { '@unified-sync/source': './src/index.ts', default: './dist/index.js' },
    './testing': { '@unified-sync/source': './src/testing/index.ts', default: './dist/testing/index.js' },
  },
  dependencies: { '@directus/sdk': '*', bullmq: '*', ky: '*', zod: '*' },
  devDependencies: { 'fast-check': '*', msw: '*' },
  peerDependencies: { msw: '*' },
};

/** Writes a workspace with all plantings into a new temporary folder, and gives its path. */
export function plantTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const path of targets) write(path, 'export {};\n');
  for (const { from, imports } of plantings) write(from, `export * from '${imports}';\n`);
  for (const name of npmPackages)
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, exports: './index.js' }));
  mkdirSync(join(root, 'node_modules/@unified-sync'));
  for (const name of ourPackages) {
    write(`packages/${name}/package.json`, JSON.stringify({ name: `@unified-sync/${name}`, ...manifest }));
    symlinkSync(`../../packages/${name}`, join(root, 'node_modules/@unified-sync', name));
  }
  return root;
}
