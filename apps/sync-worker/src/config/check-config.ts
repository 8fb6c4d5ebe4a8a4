import { type ConfigFile, configFile, mistakesOf } from './config-file.ts';
import { ConfigError } from './config-error.ts';
import { type Environment, readSecrets, type Secrets } from './secrets.ts';

/** Everything that a worker is told. */
export interface WorkerConfig extends ConfigFile {
  readonly secrets: Secrets;
}

/**
 * Checks a configuration and the environment together, before anything is opened.
 * @throws {ConfigError} with every mistake of both.
 */
export function checkConfig(input: unknown, environment: Environment): WorkerConfig {
  const file = configFile.safeParse(input);
  const { secrets, mistakes } = readSecrets(environment, connectionNames(input), hasPublicUrl(input));
  const all = [...(file.success ? [] : mistakesOf(file.error)), ...mistakes];
  if (!file.success || all.length > 0) throw new ConfigError(all);
  return { ...file.data, secrets };
}

// The secrets are asked for even where something else in the file is wrong: all mistakes at once.
function connectionNames(input: unknown): string[] {
  if (typeof input !== 'object' || input === null || !('connections' in input)) return [];
  const { connections } = input;
  return typeof connections === 'object' && connections !== null ? Object.keys(connections) : [];
}

const hasPublicUrl = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'publicUrl' in input && input.publicUrl !== undefined;
