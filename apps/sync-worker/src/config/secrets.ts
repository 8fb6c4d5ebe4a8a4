import { isDatabaseUrl, isRedisUrl } from './server-urls.ts';
import { variableOf } from './variables.ts';

/** What comes from the environment. */
export interface Secrets {
  /** PostgreSQL of the worker; `undefined`: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Directus' own PostgreSQL, where triggers note changes; `undefined`: there are none. */
  readonly directusDatabaseUrl: string | undefined;
  /** Redis of the queue; `undefined`: its jobs are in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Seals the secrets that `init` makes; `undefined`: it makes none. */
  readonly secretKey: string | undefined;
  /** `undefined`: `init` made it, and it is stored. */
  readonly directusToken: string | undefined;
  /** Proves hints of the Directus extension; `undefined`: none are taken. */
  readonly hintSecret: string | undefined;
  /** Opens `/metrics`; `undefined`: there is none. */
  readonly metricsToken: string | undefined;
  /** Opens `/board`; `undefined`: there is none. */
  readonly boardToken: string | undefined;
  /** By name of the connection. */
  readonly connections: Readonly<Record<string, ConnectionSecrets>>;
}

export interface ConnectionSecrets {
  readonly token: string;
  /** What the provider's webhooks carry; `undefined`: none are taken. */
  readonly webhookSecret: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const shortestSecret = 32;

/**
 * Reads the secrets of these connections.
 * @returns the secrets, and every mistake: the variable, what is expected with an example, never a value
 */
export function readSecrets(
  environment: Environment,
  connections: readonly string[],
  hasPublicUrl: boolean,
): { readonly secrets: Secrets; readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  // A header cannot carry anything else, and the error of whoever tries shows the value.
  const inHeader = (name: string, value: string | undefined): string | undefined => {
    if (value !== undefined && !/^[\x21-\x7E]+$/.test(value))
      mistakes.push(
        `${name}: expected letters, digits and signs of ASCII without spaces, got something else`,
      );
    return value;
  };
  const token = (name: string): string | undefined => inHeader(name, read(name));
  const required = (name: string, expected: string): string => {
    const value = token(name);
    if (value === undefined) mistakes.push(`${name}: expected ${expected}, got nothing`);
    return value ?? '';
  };
  const strong = (name: string, isNeeded: boolean, what: string): string | undefined => {
    const value = read(name);
    const rule = `at least ${shortestSecret} characters, e.g. the output of \`openssl rand -hex 32\``;
    if (value === undefined && isNeeded) mistakes.push(`${name}: expected ${what}, ${rule}, got nothing`);
    if (value !== undefined && value.length < shortestSecret)
      mistakes.push(`${name}: expected ${rule}, got ${value.length} characters`);
    return value;
  };

  const secretKey = strong('SYNC_SECRET_KEY', false, 'the key that seals stored secrets');
  // With a key, what is missing is made by `init` and stored.
  const mayBeStored = secretKey !== undefined;
  const databaseUrl = read('DATABASE_URL');
  if (databaseUrl !== undefined && !isDatabaseUrl(databaseUrl))
    mistakes.push(
      'DATABASE_URL: expected a PostgreSQL URL, e.g. postgres://sync:password@127.0.0.1:5432/sync (signs like # in a password as %23), or nothing for the embedded one',
    );
  const directusDatabaseUrl = read('DIRECTUS_DATABASE_URL');
  if (directusDatabaseUrl !== undefined && !/^postgres(?:ql)?:\/\/\S+$/.test(directusDatabaseUrl))
    mistakes.push(
      "DIRECTUS_DATABASE_URL: expected the URL of Directus' PostgreSQL, e.g. postgres://directus:password@127.0.0.1:5432/directus, or nothing to go without triggers",
    );
  const redisUrl = read('REDIS_URL');
  if (redisUrl !== undefined && !isRedisUrl(redisUrl))
    mistakes.push(
      'REDIS_URL: expected a Redis URL, e.g. redis://127.0.0.1:6379, or nothing to keep jobs in PostgreSQL',
    );
  // Read by `init` alone; it is checked with the others.
  token('DIRECTUS_ADMIN_TOKEN');
  const secrets: Secrets = {
    databaseUrl,
    directusDatabaseUrl,
    redisUrl,
    secretKey,
    directusToken: (mayBeStored ? token : required)(
      'DIRECTUS_TOKEN',
      "the static token of the worker's Directus user, e.g. the output of `openssl rand -hex 32` that was given to it; or SYNC_SECRET_KEY, with which init makes one",
    ),
    hintSecret: strong('SYNC_HINT_SECRET', false, 'a secret'),
    metricsToken: strong('METRICS_TOKEN', false, 'a token'),
    boardToken: strong('BOARD_TOKEN', false, 'a token'),
    connections: Object.fromEntries(
      connections.map((name) => [
        name,
        {
          token: required(
            variableOf(name, 'TOKEN'),
            `the API token of connection ${name}, e.g. from Settings > Account Management > API Tokens`,
          ),
          webhookSecret: inHeader(
            variableOf(name, 'WEBHOOK_SECRET'),
            strong(
              variableOf(name, 'WEBHOOK_SECRET'),
              hasPublicUrl && !mayBeStored,
              'a secret for its webhooks',
            ),
          ),
        },
      ]),
    ),
  };
  return { secrets, mistakes };
}
