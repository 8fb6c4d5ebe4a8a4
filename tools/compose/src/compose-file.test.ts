import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { collectionNames } from '@unified-sync/directus-schema';
import { describe, expect, it } from 'vitest';
import { compose, composeText, exampleVariables } from './compose-file.ts';

const { services } = compose;
const all = Object.entries(services);
const { postgres, redis, directus, 'sync-worker': worker } = services;
const sources = new URL('../../../apps/sync-worker/src/', import.meta.url);
const required = /^\$\{[A-Z_]+:\?[^}]+\}$/;

describe('every service', () => {
  it.each(all)('%s restarts, has a health check and a memory limit', (name, service) => {
    const limits: Record<string, string> = {
      postgres: '2g',
      redis: '512m',
      directus: '1g',
      'sync-worker': '512m',
    };
    expect(service).toMatchObject({
      restart: 'unless-stopped',
      deploy: { resources: { limits: { memory: limits[name] } } },
    });
    expect(service.healthcheck.test[0]).toMatch(/^CMD(-SHELL)?$/);
  });

  it.each(all)('%s starts after what it depends on is healthy', (_, service) => {
    for (const { condition } of Object.values(service.depends_on)) expect(condition).toBe('service_healthy');
  });

  it.each(all)('%s is reachable from this machine alone, if at all', (_, service) => {
    for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps what it stores in a declared volume', () => {
    const named = all.flatMap(([, { volumes }]) => volumes.filter((volume) => typeof volume === 'string'));
    expect(named.flatMap((volume) => volume.split(':').slice(0, 1)).toSorted()).toEqual(
      Object.keys(compose.volumes).toSorted(),
    );
    expect(named).toContain('postgres-data:/var/lib/postgresql/data');
    expect(named).toContain('redis-data:/data');
    expect(named).toContain('directus-uploads:/directus/uploads');
  });
});

describe('versions and order', () => {
  it('are those that the worker is tried with', () => {
    expect(postgres.image).toMatch(/^postgres:15(\.|$)/);
    expect(redis.image).toMatch(/^redis:7(\.|$)/);
    expect(directus.image).toBe('directus/directus:10.13.4');
  });

  it('starts Directus after its stores, and the worker after all', () => {
    expect(Object.keys(directus.depends_on)).toEqual(['postgres', 'redis']);
    expect(Object.keys(worker.depends_on)).toEqual(['postgres', 'redis', 'directus']);
  });

  it('keeps the stores off the host network', () => {
    expect([...postgres.ports, ...redis.ports]).toEqual([]);
  });

  it('never lets Redis evict a job', () => {
    expect(redis.command?.join(' ')).toContain('--maxmemory-policy noeviction');
  });
});

describe('Directus', () => {
  it('keeps its cache in Redis and purges it on writes', () => {
    expect(directus.environment).toMatchObject({
      REDIS: 'redis://redis:6379',
      CACHE_ENABLED: 'true',
      CACHE_STORE: 'redis',
      CACHE_AUTO_PURGE: 'true',
      CACHE_TTL: expect.stringMatching(/^\d+m$/),
    });
    // Directus 10 does not read it: a cache that its writer believes to be in Redis would be in memory.
    expect(directus.environment).not.toHaveProperty('CACHE_REDIS');
  });

  it('does not reload extensions in the middle of a request', () => {
    expect(directus.environment['EXTENSIONS_AUTO_RELOAD']).toBe('false');
  });

  it('has our extension, and refuses to start where it is not built', () => {
    expect(directus.volumes).toContainEqual({
      type: 'bind',
      source: './apps/directus-extension/dist',
      target: '/directus/extensions/unified-sync',
    });
    expect(composeText).toContain('create_host_path: false');
  });
});

describe('the worker', () => {
  it('is built from the Dockerfile beside its sources, and reads the configuration beside this file', () => {
    expect(composeText).toContain('dockerfile: apps/sync-worker/Dockerfile');
    expect(existsSync(new URL('../../../apps/sync-worker/Dockerfile', import.meta.url))).toBe(true);
    expect(worker.volumes).toEqual([
      { type: 'bind', source: './sync.config.ts', target: '/config/sync.config.ts' },
    ]);
  });

  it('is told by Directus what people change, with one secret for both', () => {
    const { SYNC_HINT_URL, SYNC_HINT_SECRET, SYNC_COLLECTIONS = '' } = directus.environment;
    expect(SYNC_HINT_URL).toBe('http://sync-worker:3000/hints/directus');
    expect(worker.environment['SYNC_HINT_SECRET']).toBe(SYNC_HINT_SECRET);
    const synced = collectionNames.filter((name) => !/^(owner_companies|sync_)/.test(name));
    expect(SYNC_COLLECTIONS.split(',').toSorted()).toEqual(synced.toSorted());
  });

  it('is killed only after the time that it gives itself to end', async () => {
    const grace = Number(/stop_grace_period: (\d+)s/.exec(composeText)?.[1]);
    const config = await readFile(new URL('config/config-file.ts', sources), 'utf8');
    const within = Number(/shutdownWithin: seconds\((\d+),/.exec(config)?.[1]);
    // Beside it, the time to close its connections.
    expect(grace).toBeGreaterThanOrEqual(within + 10);
  });

  it('has a variable for everything that its configuration takes from the environment', () => {
    expect(Object.keys(worker.environment)).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'DIRECTUS_DATABASE_URL',
        'REDIS_URL',
        'DIRECTUS_TOKEN',
        'SYNC_SECRET_KEY',
        'SYNC_HINT_SECRET',
        'METRICS_TOKEN',
        'BOARD_TOKEN',
        'NINJA_ACME_TOKEN',
        'NINJA_ACME_WEBHOOK_SECRET',
      ]),
    );
  });
});

describe('secrets', () => {
  const secrets = all.flatMap(([name, { environment }]) =>
    Object.entries(environment)
      .filter(([variable]) => /PASSWORD|SECRET|TOKEN|_USER$|_EMAIL$/.test(variable))
      .map(([variable, value]) => ({ variable: `${name} ${variable}`, value })),
  );

  it('are found at all', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(9);
  });

  it.each(secrets)('$variable comes from the environment and is required', ({ value }) => {
    expect(value).toMatch(required);
  });

  it('stand in no connection URL either', () => {
    const credentials = all.flatMap(([, { environment }]) =>
      Object.values(environment).flatMap(
        (value) => /:\/\/(\$\{.*?\}|[^:]*):(\$\{.*?\}|[^@]*)@/.exec(value)?.slice(1) ?? [],
      ),
    );
    expect(credentials).toHaveLength(4);
    for (const part of credentials) expect(part).toMatch(required);
  });

  it('have no default anywhere', () => {
    expect(composeText).not.toMatch(/\$\{[A-Z_]+(:?-|\})/);
  });

  it('are named in .env.example, without a value, and nothing else is', () => {
    const asked = new Set([...composeText.matchAll(/\$\{([A-Z_]+)/g)].flatMap((match) => match.slice(1)));
    expect([...exampleVariables.keys()].toSorted()).toEqual([...asked].toSorted());
    expect([...exampleVariables.values()].filter((value) => value !== '')).toEqual([]);
  });
});
