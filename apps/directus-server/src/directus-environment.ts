import { join } from 'node:path';

/** How Directus caches what `GET` answers. */
export type DirectusCache = 'off' | 'memory' | { readonly redisUrl: string };

/** Everything that decides how a Directus runs. */
export interface DirectusSettings {
  /** Connection string of its PostgreSQL database. */
  databaseUrl: string;
  port: number;
  /** A folder of its own, for what it writes and is not told where. */
  folder: string;
  secret: string;
  admin: DirectusAdmin;
  cache: DirectusCache;
  serveApp: boolean;
  extensionsPath?: string | undefined;
  uploadsPath?: string | undefined;
}

/** The administrator that the callers of a started Directus use. */
export interface DirectusAdmin {
  email: string;
  password: string;
  /** Static token. */
  token: string;
}

/** The settings in the names of Directus 10 (`@directus/env`). */
export function directusEnvironment(settings: DirectusSettings): Record<string, string> {
  const { databaseUrl, port, folder, secret, admin, cache, serveApp, extensionsPath, uploadsPath } = settings;
  return {
    // Directus would read `.env` of the working folder.
    CONFIG_PATH: join(folder, 'no-configuration-file'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET: secret,
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: databaseUrl,
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    ADMIN_TOKEN: admin.token,
    EXTENSIONS_PATH: extensionsPath ?? join(folder, 'extensions'),
    STORAGE_LOCAL_ROOT: uploadsPath ?? join(folder, 'uploads'),
    MIGRATIONS_PATH: join(folder, 'migrations'),
    TEMP_PATH: join(folder, 'temporary'),
    SERVE_APP: String(serveApp),
    TELEMETRY: 'false',
    LOG_LEVEL: 'warn',
    ...cacheEnvironment(cache, secret),
  };
}

function cacheEnvironment(cache: DirectusCache, secret: string): Record<string, string> {
  if (cache === 'off') return { CACHE_ENABLED: 'false' };
  const enabled = { CACHE_ENABLED: 'true', CACHE_AUTO_PURGE: 'true', CACHE_TTL: '5m' };
  if (cache === 'memory') return { ...enabled, CACHE_STORE: 'memory' };
  return {
    ...enabled,
    CACHE_STORE: 'redis',
    REDIS: cache.redisUrl,
    // Servers on one Redis would answer from each other's databases; what this one leaves there must expire.
    CACHE_NAMESPACE: `directus-${secret.slice(-12)}`,
    CACHE_SYSTEM_TTL: '10m',
  };
}
