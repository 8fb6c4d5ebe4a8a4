import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { firstExample, installedPackages } from './readme.ts';
import { run } from './run.ts';
import { type PublicPackage, publicPackages, workspaceRoot, workspaceSettings } from './workspace.ts';

/** A public package with the tarball made of it. */
export interface PackedPackage extends PublicPackage {
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

/**
 * Builds what is not fresh, packs every public package and installs the tarballs as a user would.
 *
 * @param folder An empty folder outside the workspace: the user's project.
 */
export async function createUserProject(folder: string): Promise<PackedPackage[]> {
  const found = publicPackages();
  const wanted = found.map(({ name }) => `--filter=${name}`);
  await run('node_modules/.bin/turbo', ['run', 'build', ...wanted], {
    cwd: workspaceRoot,
    timeout: 300_000,
  });
  const packages = await Promise.all(found.map((each) => pack(each, folder)));
  writeProject(folder, packages);
  await run('pnpm', ['install', '--prefer-offline'], { cwd: folder, timeout: 180_000 });
  return packages;
}

async function pack(each: PublicPackage, destination: string): Promise<PackedPackage> {
  const report = await run('pnpm', ['pack', '--json', '--pack-destination', destination], {
    cwd: join(workspaceRoot, each.path),
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pnpm's documented report
  const { filename, files } = JSON.parse(report) as { filename: string; files: Array<{ path: string }> };
  return { ...each, tarball: filename, files: files.map(({ path }) => path) };
}

function writeProject(folder: string, packages: readonly PackedPackage[]): void {
  const { catalog: versions } = workspaceSettings();
  const named = packages.flatMap(({ peers, readme }) => [...peers, ...installedPackages(readme)]);
  const tarballs = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const fromNpm = ['typescript', '@types/node', ...named].map((name) => [name, versions[name] ?? '*']);
  const manifest = {
    name: 'user-project',
    private: true,
    type: 'module',
    dependencies: { ...Object.fromEntries(fromNpm), ...tarballs },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  // The packages ask each other by version: the tarballs are the only ones there are before a release.
  const { allowBuilds } = workspaceSettings();
  const settings = { packages: ['.'], overrides: tarballs, allowBuilds };
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), stringify(settings));
  const compilerOptions = {
    strict: true,
    target: 'ES2024',
    module: 'NodeNext',
    types: ['node'],
    rootDir: 'readmes',
    outDir: 'compiled',
    noEmitOnError: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['readmes'] }));
  mkdirSync(join(folder, 'readmes'));
  for (const { folder: name, readme } of packages) {
    const example = firstExample(readme);
    if (example !== undefined) writeFileSync(join(folder, 'readmes', `${name}.ts`), example);
  }
}
