import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigInput } from '../../config/config-file.ts';
import { connection, hintSecret, ownerCompany, webhookSecret, type World } from './start-world.ts';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** The `sync-worker` command on a world, in processes of its own that a test may kill. */
export async function workerProcess(
  world: World,
  options: {
    readonly providerUrl: string;
    /** Further settings of `sync.config.ts`. */
    readonly settings?: Partial<ConfigInput>;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<(...args: string[]) => ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'sync-worker-'));
  const config = join(folder, 'sync.config.ts');
  const settings = {
    directusUrl: world.directus.url,
    port: 0,
    connections: {
      [connection]: { provider: 'invoice-ninja', baseUrl: options.providerUrl, ownerCompany, pageSize: 20 },
    },
    ...options.settings,
  };
  await writeFile(config, `export default ${JSON.stringify(settings)};`);
  const env = {
    DATABASE_URL: world.databaseUrl,
    DIRECTUS_TOKEN: world.directus.adminToken,
    SYNC_HINT_SECRET: hintSecret,
    NINJA_ACME_TOKEN: world.ninja.token,
    NINJA_ACME_WEBHOOK_SECRET: webhookSecret,
    ...options.env,
  };
  return (...args) =>
    spawn(process.execPath, ['--conditions=@unified-sync/source', main, ...args, '--config', config], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
}

/** Exit code, or the signal that ended it. */
export const ended = async (child: ChildProcess): Promise<number | string | null> =>
  child.exitCode ??
  (await new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code))));
