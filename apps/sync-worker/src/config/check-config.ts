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
  const file = read(input);
  const { secrets, mistakes } = readSecrets(environment, connectionNames(input), hasPublicUrl(input));
  const all = [...(file.success ? [] : mistakesOf(file.error)), ...mistakes];
  if (!file.success || all.length > 0) throw new ConfigError(all);
  const config = { ...file.data, secrets };
  const twice = accountsTwice(config);
  if (twice.length > 0) throw new ConfigError(twice);
  return config;
}

/** Two connections to one account would each bring all of its records, as if they were different ones. */
function accountsTwice({ connections, secrets }: WorkerConfig): string[] {
  const byAccount = Map.groupBy(Object.keys(connections), (name) =>
    JSON.stringify([connections[name]?.baseUrl.toLowerCase(), secrets.connections[name]?.token]),
  );
  return [...byAccount.values()]
    .filter((names) => names.length > 1)
    .map(
      (names) =>
        `sync.config.ts > connections > ${names.join(' and ')}: expected one connection for each account, got the same baseUrl and token`,
    );
}

/** A configuration is a program's: reading a setting of it can fail. */
function read(input: unknown): ReturnType<typeof configFile.safeParse> {
  try {
    return configFile.safeParse(input);
  } catch (error) {
    throw new ConfigError([`sync.config.ts: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

// The secrets are asked for even where something else in the file is wrong: all mistakes at once.
function connectionNames(input: unknown): string[] {
  if (typeof input !== 'object' || input === null || !('connections' in input)) return [];
  const { connections } = input;
  return typeof connections === 'object' && connections !== null ? Object.keys(connections) : [];
}

const hasPublicUrl = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'publicUrl' in input && input.publicUrl !== undefined;
