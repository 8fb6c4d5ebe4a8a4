import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Secrets } from './find-secrets.ts';

/** A demo that has ended. */
export interface FinishedDemo {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Holds everything that it has left. */
  readonly folder: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs a small demo in a folder of its own, with these secrets. */
export async function runDemo(secrets: Secrets): Promise<FinishedDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-secrets-'));
  // PostgreSQL runs as another user where this one is root.
  await chmod(folder, 0o755);
  const file = join(folder, 'given.json');
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  const built = await run(join(root, 'node_modules/.bin/tsup'), [], join(root, 'apps/directus-extension'));
  if (built.code !== 0) throw new Error(`the extension cannot be built: ${built.stdout}${built.stderr}`);
  const demo = join(root, 'apps/demo/src/main.ts');
  const args = ['--conditions=@unified-sync/source', demo, '--exit', '--size', '0.05', '--secrets', file];
  return { ...(await run(process.execPath, args, folder)), folder: join(folder, '.unified-sync/demo') };
}

async function run(command: string, args: readonly string[], cwd: string) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}
