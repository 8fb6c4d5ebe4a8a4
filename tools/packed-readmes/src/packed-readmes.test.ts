import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node22 } from '@unified-sync/node-22';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ExportedNames, exportedNames } from './exported-names.ts';
import { firstExample } from './readme.ts';
import { run } from './run.ts';
import { createUserProject, type PackedPackage } from './user-project.ts';
import { type Entry, publicPackages, workspaceRoot } from './workspace.ts';

// Compilers and other Nodes beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000 });

const nodes = [
  { line: 'Node 22', node: node22, version: /^v22\./ },
  { line: 'Node 24', node: process.execPath, version: /^v24\./ },
];

const project = mkdtempSync(join(tmpdir(), 'packed-readmes-'));
let packages: PackedPackage[];
beforeAll(async () => {
  packages = await createUserProject(project);
}, 600_000);
afterAll(() => rmSync(project, { recursive: true }));

describe.each(publicPackages())(
  '$name, packed and installed',
  ({ name, folder, path: below, isApp, entries, readme }) => {
    const packed = (): PackedPackage => {
      const found = packages.find((each) => each.name === name);
      if (found === undefined) throw new Error(`${name} was not packed`);
      return found;
    };
    const declared = ({ types }: Entry): ExportedNames =>
      exportedNames(join(project, 'node_modules', name, types));

    it('holds dist, README, LICENSE and package.json, and no test', () => {
      const { files } = packed();
      expect(files.filter((path) => !path.startsWith('dist/')).toSorted()).toEqual([
        'LICENSE',
        'README.md',
        'package.json',
      ]);
      expect(files.filter((path) => path.startsWith('dist/') && !/\.(js|d\.ts)(\.map)?$/.test(path))).toEqual(
        [],
      );
      expect(files.filter((path) => path.includes('.test.'))).toEqual([]);
    });

    describe.each(nodes)('on $line', ({ node }) => {
      it.each(entries)('loads $specifier and finds there what it declares', async (entry) => {
        const print = `import * as all from '${entry.specifier}'; console.log(JSON.stringify(Object.keys(all)))`;
        const args = ['--input-type=module', '--eval', print];
        const names: unknown = JSON.parse(await run(node, args, { cwd: project }));
        expect(names).toEqual(declared(entry).values);
      });
    });

    const edgeEntries = isApp ? [] : entries.filter(({ specifier }) => !/\/(node|testing)$/.test(specifier));
    it.each(edgeEntries)(
      'bundles $specifier for an edge runtime: no Node built-in anywhere below',
      async (entry) => {
        const contents = `export * from '${entry.specifier}'`;
        const bundle = build({
          stdin: { contents, resolveDir: project },
          bundle: true,
          format: 'esm',
          platform: 'browser',
          write: false,
          logLevel: 'silent',
        });
        await expect(bundle).resolves.toMatchObject({ errors: [], warnings: [] });
      },
    );

    // Run vitest with -u after a wanted change, and write a changeset for it.
    it('exports the names of its committed list', async () => {
      const lines = entries.flatMap((entry) => {
        const { values, types } = declared(entry);
        return [
          entry.specifier,
          ...values.map((value) => `  ${value}`),
          ...types.map((type) => `  type ${type}`),
        ];
      });
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../snapshots/${folder}.txt`);
    });

    it('has a README whose first ts block runs', () => {
      expect(firstExample(readme) ?? '', `${below}/README.md needs a \`\`\`ts block`).toMatch(/\S/);
    });
  },
);

describe('the first examples of the READMEs', () => {
  const examples = publicPackages().filter(({ readme }) => firstExample(readme) !== undefined);

  it('compile in a strict project that checks our declarations, too', async () => {
    await expect(run('node_modules/.bin/tsc', [], { cwd: project })).resolves.toBe('');
  });

  it('compile without the types of a browser', async () => {
    const args = ['--noEmit', '--skipLibCheck', '--lib', 'ES2024'];
    await expect(run('node_modules/.bin/tsc', args, { cwd: project })).resolves.toBe('');
  });

  it.each(nodes)('run on $line', async ({ node, version }) => {
    await expect(run(node, ['--version'], { cwd: workspaceRoot })).resolves.toMatch(version);
    await Promise.all(
      examples.map(({ folder }) => run(node, [`compiled/${folder}.js`], { cwd: project, timeout: 60_000 })),
    );
  });
});

describe('the sync-worker command, as a user installs it', () => {
  const command = join(project, 'node_modules/@unified-sync/sync-worker/dist/main.js');

  it.each(nodes)('says on $line what it can do', async ({ node }) => {
    await expect(run(node, [command, '--help'], { cwd: project })).resolves.toMatch(
      /backfill[^]+start[^]+status/,
    );
  });

  it('names what is missing when it is started without a configuration', async () => {
    await expect(run(process.execPath, [command, 'status'], { cwd: project })).rejects.toThrow(
      /sync\.config\.ts: there is no such file/,
    );
  });

  it("loads the README's sync.config.ts without a build, and asks for every secret at once", async () => {
    const example = firstExample(packages.find(({ isApp }) => isApp)?.readme ?? '') ?? '';
    writeFileSync(join(project, 'sync.config.ts'), example);
    const status = run(process.execPath, [command, 'status'], { cwd: project });
    await expect(status).rejects.toThrow(/DIRECTUS_TOKEN[^]+NINJA_ACME_TOKEN/);
  });
});
