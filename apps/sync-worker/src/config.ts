import { checkConfig, type WorkerConfig } from './config/check-config.ts';
import { loadConfigFile } from './config/load-config-file.ts';

/**
 * Reads `sync.config.ts` and the environment, and checks both.
 * @throws {ConfigError} with every mistake, before anything is opened.
 */
export async function readConfig(path: string): Promise<WorkerConfig> {
  const entry = new URL(import.meta.url.endsWith('.ts') ? './index.ts' : './index.js', import.meta.url);
  return checkConfig(await loadConfigFile(path, entry.href), process.env);
}

/** Token of an administrator of Directus, for `init` alone: with it, the worker gets a user of its own. */
export const environmentAdminToken: string | undefined =
  process.env['DIRECTUS_ADMIN_TOKEN']?.trim() || undefined;
