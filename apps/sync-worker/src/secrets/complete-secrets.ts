import { randomBytes } from 'node:crypto';
import type { WorkerConfig } from '../config/check-config.ts';
import type { Secrets } from '../config/secrets.ts';
import { variableOf } from '../config/variables.ts';
import { ConfigError } from '../config/config-error.ts';
import type { PostgresStore } from '../store/postgres-store.ts';
import { createSealer } from './create-sealer.ts';

/** A configuration with every secret that it needs. */
export interface CompleteConfig extends WorkerConfig {
  readonly secrets: Secrets & { readonly directusToken: string };
}

export interface CompleteSecretsOptions {
  readonly store: Pick<PostgresStore, 'readSealed' | 'writeSealed'>;
  /** Those that are missing are made, and stored, or merely `pretend`ed. @default they are mistakes */
  readonly make?: 'store' | 'pretend';
}

/** Directus takes a setting that looks like a number for one: a letter comes first. */
const newSecret = (): string => `s${randomBytes(32).toString('hex')}`;

/**
 * Adds the stored secrets to those of the environment, which come first.
 *
 * @returns the configuration, and the names of the secrets that were made
 * @throws {SecretKeyError} where `SYNC_SECRET_KEY` is not the key that they were sealed with.
 * @throws {ConfigError} naming every secret that is neither given nor stored.
 */
export async function completeSecrets(
  config: WorkerConfig,
  { store, make }: CompleteSecretsOptions,
): Promise<{ readonly config: CompleteConfig; readonly made: readonly string[] }> {
  const { secrets } = config;
  const sealer = secrets.secretKey === undefined ? undefined : createSealer(secrets.secretKey);
  const made: string[] = [];
  const missing: string[] = [];

  async function find(
    name: string,
    variable: string,
    given: string | undefined,
  ): Promise<string | undefined> {
    if (given !== undefined) return given;
    const stored = sealer && (await store.readSealed(name));
    if (sealer && stored !== undefined) return await sealer.open(name, stored);
    if (sealer && make === 'pretend') {
      made.push(name);
      return newSecret();
    }
    if (sealer && make === 'store') {
      // Of two that make one at once, the first counts.
      const kept = await store.writeSealed(name, await sealer.seal(name, newSecret()));
      made.push(name);
      return await sealer.open(name, kept);
    }
    missing.push(`${variable}: neither given nor stored; run \`sync-worker init\`, or set it`);
    return undefined;
  }

  const directusToken = await find('directus-token', 'DIRECTUS_TOKEN', secrets.directusToken);
  const connections: Record<string, Secrets['connections'][string]> = {};
  for (const [name, own] of Object.entries(secrets.connections)) {
    const variable = variableOf(name, 'WEBHOOK_SECRET');
    const isNeeded = config.publicUrl !== undefined;
    const webhookSecret = isNeeded
      ? await find(`webhook-secret ${name}`, variable, own.webhookSecret)
      : own.webhookSecret;
    connections[name] = { ...own, webhookSecret };
  }
  if (directusToken === undefined || missing.length > 0) throw new ConfigError(missing);
  return { config: { ...config, secrets: { ...secrets, directusToken, connections } }, made };
}
