import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The folder that holds the whole workspace. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A package that goes to npm. */
export interface PublicPackage {
  /** Name of its folder, e.g. `http-client`. */
  readonly folder: string;
  /** Below the workspace, e.g. `packages/http-client`. */
  readonly path: string;
  readonly name: string;
  /** True: it is a program for Node, not a library that also runs on edge runtimes. */
  readonly isApp: boolean;
  readonly entries: readonly Entry[];
  readonly peers: readonly string[];
  /** Text of README.md, empty where there is none. */
  readonly readme: string;
}

/** What a user can import of a package. */
export interface Entry {
  /** `@unified-sync/http-client/testing`. */
  readonly specifier: string;
  /** Its declaration file, below the package's folder. */
  readonly types: string;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  /** What an installed package exports; `exports` itself also leads to our sources. */
  readonly publishConfig: { readonly exports: Record<string, string | { readonly types: string }> };
  readonly peerDependencies?: Record<string, string>;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own manifests; publint checks their shape
const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/** All packages and apps that are not private, in the order of their folders. */
export function publicPackages(): PublicPackage[] {
  return globSync('{apps,packages}/*/package.json', { cwd: workspaceRoot })
    .toSorted()
    .map((path) => ({
      path: dirname(path),
      folder: dirname(join(workspaceRoot, path)),
      manifest: readManifest(join(workspaceRoot, path)),
    }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ path, folder, manifest }) => ({
      folder: basename(folder),
      path,
      name: manifest.name,
      isApp: path.startsWith('apps/'),
      entries: Object.entries(manifest.publishConfig.exports).flatMap(([subpath, target]) =>
        typeof target === 'string' ? [] : [{ specifier: join(manifest.name, subpath), types: target.types }],
      ),
      peers: Object.keys(manifest.peerDependencies ?? {}),
      readme: existsSync(join(folder, 'README.md')) ? readFileSync(join(folder, 'README.md'), 'utf8') : '',
    }));
}

/** What the workspace itself says about its packages. */
interface WorkspaceSettings {
  /** The versions that it develops with, by package name. */
  readonly catalog: Record<string, string>;
  /** Which install scripts may run, by package name. */
  readonly allowBuilds: Record<string, boolean>;
}

export function workspaceSettings(): WorkspaceSettings {
  const file = readFileSync(join(workspaceRoot, 'pnpm-workspace.yaml'), 'utf8');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pnpm has already refused any other shape
  return parse(file) as WorkspaceSettings;
}
