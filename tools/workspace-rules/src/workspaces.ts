import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder that holds the whole workspace. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

const entry = z.union([z.string(), z.record(z.string(), z.string())]);
const exportMap = z.record(z.string(), entry);

const manifest = z.object({
  name: z.string(),
  private: z.boolean().default(false),
  license: z.string(),
  files: z.array(z.string()).default([]),
  type: z.literal('module'),
  sideEffects: z.boolean().optional(),
  exports: z.union([z.string(), exportMap]).optional(),
  publishConfig: z.object({ access: z.string(), exports: exportMap }).optional(),
  scripts: z.record(z.string(), z.string()).default({}),
  engines: z.object({ node: z.string() }).optional(),
});

/** A package of the workspace. */
export interface Workspace {
  /** E.g. `packages/money`. */
  readonly folder: string;
  readonly manifest: z.infer<typeof manifest>;
  /** What its tsconfig.json includes. */
  readonly included: readonly string[];
  /** Files and folders at its top that hold TypeScript. */
  readonly sources: readonly string[];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(workspaceRoot, path), 'utf8'));

/** Folders of a workspace that are workspaces themselves: they answer for their own files. */
const workspacesIn = (folder: string): string[] =>
  globSync('*/package.json', { cwd: join(workspaceRoot, folder) }).map((path) => dirname(path));

function readWorkspace(folder: string): Workspace {
  const typescript = globSync('**/*.{ts,mts,cts,tsx}', {
    cwd: join(workspaceRoot, folder),
    exclude: ['**/node_modules', '**/dist', '**/.turbo', ...workspacesIn(folder)],
  });
  return {
    folder,
    manifest: manifest.parse(readJson(`${folder}/package.json`)),
    included: z.object({ include: z.array(z.string()) }).parse(readJson(`${folder}/tsconfig.json`)).include,
    sources: [...new Set(typescript.flatMap((path) => path.split('/').slice(0, 1)))].toSorted(),
  };
}

/** All packages below the root, in the order of their folders. */
export function workspaces(): Workspace[] {
  return globSync(
    ['{packages,apps,tools}/*/package.json', '{bench,e2e}/package.json', 'bench/*/package.json'],
    {
      cwd: workspaceRoot,
    },
  )
    .toSorted()
    .map((path) => readWorkspace(dirname(path)));
}
