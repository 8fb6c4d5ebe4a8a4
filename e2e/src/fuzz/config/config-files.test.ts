import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileStart } from './start-files.ts';
import { validFile } from './valid-config.ts';

const config = JSON.stringify(validFile());
const valid = `import { defineConfig } from '@unified-sync/sync-worker';\nexport default defineConfig(${config});\n`;

type File = readonly [what: string, content: string | Buffer, extension?: string];

const broken: readonly File[] = [
  ['nothing', ''],
  ['a byte order mark alone', '\uFEFF'],
  ['half of it', valid.slice(0, -40)],
  ['one bracket too much', `${valid}}`],
  ['JSON', config],
  ['JSON in a file of its name', config, 'json'],
  ['JSON that is cut off', config.slice(0, 50), 'json'],
  [
    'YAML',
    'directusUrl: https://directus.example.com\nconnections:\n  ninja-acme:\n    provider: invoice-ninja\n',
  ],
  ['YAML in a file of its name', 'directusUrl: https://directus.example.com\n', 'yaml'],
  ['a shell script', '#!/bin/sh\nexport DIRECTUS_URL=x\n'],
  ['bytes of chance', Buffer.from([0, 255, 254, 1, 2, 200, 13, 10])],
  ['UTF-16', Buffer.from(`\uFEFF${valid}`, 'utf16le')],
  ['no export', `const config = ${config};`],
  ['an export with a name', `export const config = ${config};`],
  ['nothing as its default', 'export default undefined;'],
  ['null as its default', 'export default null;'],
  ['a list', `export default [${config}];`],
  ['a function', `export default () => (${config});`],
  ['its text', `export default ${JSON.stringify(config)};`],
  ['a module that is missing', `import x from 'no-such-package';\n${valid}`],
  ['an error', `throw new Error('on purpose');\n${valid}`],
  ['an error that is none', `throw 'on purpose';\n${valid}`],
  ['a promise of an error', `export default Promise.reject(new Error('on purpose'));`],
  ['a name that is not there', `export default { ...${config}, port: PORT };`],
  [
    'TypeScript that has to be built',
    `enum Port { Http = 3000 }\nexport default { ...${config}, port: Port.Http };`,
  ],
  [
    '5 MB of a wrong setting',
    `export default { ...${config}, extra: ${JSON.stringify('x'.repeat(5_000_000))} };`,
  ],
  ['itself in itself', `const config = ${config};\nconfig.schedule = config;\nexport default config;`],
  [
    'a setting that throws',
    `export default { ...${config}, get port() { throw new Error('on purpose'); } };`,
  ],
];

const readable: readonly File[] = [
  ['as it is documented', valid],
  ['behind a byte order mark', `\uFEFF${valid}`],
  ['with line ends of Windows', valid.replaceAll('\n', '\r\n')],
  ['with 5 MB of comments', `/* ${'x'.repeat(5_000_000)} */\n${valid}`],
  ['with types', `const port: number = 3000;\nexport default { ...${config}, port } as const;`],
  [
    'that is put together at once',
    `const config = await Promise.resolve(${config});\nexport default config;`,
  ],
  ['that exports a promise', `export default Promise.resolve(${config});`],
  ['as CommonJS', `module.exports = ${config};`],
];

let folder: string;
const starts = new Map<string, FileStart>();

// All of them in one process: each would take a second to load the worker.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unified-sync-config-'));
  const paths = [...broken, ...readable].map(([what, content, extension = 'ts'], index): [string, string] => {
    const path = join(folder, `sync-${index}.config.${extension}`);
    writeFileSync(path, content);
    return [what, path];
  });
  mkdirSync(join(folder, 'folder.config.ts'));
  paths.push(['a folder', join(folder, 'folder.config.ts')], ['no file', join(folder, 'none.config.ts')]);
  const program = fileURLToPath(new URL('./start-files.ts', import.meta.url));
  const args = ['--conditions=@unified-sync/source', program, ...paths.map(([, path]) => path)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the files were not started: ${stderr}`);
  for (const [index, line] of stdout.trim().split('\n').entries())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `start-files.ts` beside this file
    starts.set(paths[index]?.[0] ?? '', JSON.parse(line) as FileStart);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([...broken.map(([what]) => what), 'a folder', 'no file'])(
  'does not start with a file that is or holds %s, and says which file',
  (what) => {
    const start = starts.get(what);
    expect(start).toMatchObject({ code: 1, outcome: 'ConfigError' });
    expect(start?.said).toMatch(/[-\w]+\.config\.(?:ts|json|yaml)/);
    expect(start?.said.length).toBeLessThan(5_000);
  },
);

it.each(readable.map(([what]) => what))('reads a file %s', (what) => {
  expect(starts.get(what)).toMatchObject({ outcome: 'accepted' });
});
