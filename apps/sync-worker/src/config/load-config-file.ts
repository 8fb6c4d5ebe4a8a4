import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './config-error.ts';

const ownName = '@unified-sync/sync-worker';

/**
 * Loads `sync.config.ts`: Node strips its types, and the name of this package resolves to the worker that is
 * running, so that no build and no installation is needed beside it.
 *
 * @param path of the file, e.g. `sync.config.ts`
 * @param ownEntry URL of the module that this package's name stands for
 * @returns what the file exports by default
 * @throws {ConfigError} where there is no such file, or it cannot be loaded.
 */
export async function loadConfigFile(path: string, ownEntry: string): Promise<unknown> {
  const file = resolve(path);
  if (!existsSync(file))
    throw new ConfigError([`${path}: there is no such file; create it, or name it by --config <file>`]);
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === ownName ? { url: ownEntry, shortCircuit: true } : next(specifier, context),
  });
  try {
    const loaded: unknown = await import(pathToFileURL(file).href);
    if (typeof loaded === 'object' && loaded !== null && 'default' in loaded) return await loaded.default;
    throw new ConfigError([`${path}: expected \`export default defineConfig({ … })\``]);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  } finally {
    hooks.deregister();
  }
}
