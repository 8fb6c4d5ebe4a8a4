import { describe, expect, it } from 'vitest';
import { checkConfig } from './check-config.ts';
import { ConfigError } from './config-error.ts';

const file = {
  directusUrl: 'https://directus.example.com',
  publicUrl: 'https://sync.example.com',
  connections: {
    'ninja-acme': {
      provider: 'invoice-ninja',
      baseUrl: 'https://invoicing.example.com',
      ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
    },
  },
};
const environment = {
  DIRECTUS_TOKEN: 'directus-token',
  NINJA_ACME_TOKEN: 'ninja-token',
  NINJA_ACME_WEBHOOK_SECRET: 'w'.repeat(32),
};

const mistakesIn = (input: unknown, variables: Record<string, string>): readonly string[] => {
  try {
    checkConfig(input, variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
};

describe('a configuration', () => {
  it('is filled with its defaults', () => {
    const config = checkConfig(file, environment);
    expect(config).toMatchObject({ port: 3000, schedule: { scanEvery: 60, sweepEvery: 3600 } });
    expect(config.secrets.connections['ninja-acme']).toEqual({
      token: 'ninja-token',
      webhookSecret: 'w'.repeat(32),
    });
  });

  it('lists every mistake of file and environment at once, each with an example', () => {
    const mistakes = mistakesIn(
      {
        directusUrl: 'directus.example.com',
        publicUrl: 'https://sync.example.com',
        conections: {},
        connections: { 'ninja-acme': { provider: 'invoice-ninja', baseUrl: 'nowhere' } },
      },
      {
        DATABASE_URL: 'mysql://root:s3cret@db/x',
        DIRECTUS_DATABASE_URL: 'sqlite:s3cret',
        NINJA_ACME_WEBHOOK_SECRET: 'short',
      },
    );
    const text = mistakes.join('\n');
    for (const expected of [
      /directusUrl: expected .*e\.g\. https/,
      /conections: unknown setting/,
      /ninja-acme > baseUrl: .*https/,
      /ninja-acme > ownerCompany: /,
      /^DATABASE_URL: expected a PostgreSQL URL, e\.g\. postgres:/m,
      /DIRECTUS_DATABASE_URL: expected the URL of Directus' PostgreSQL, e\.g\. postgres:/,
      /DIRECTUS_TOKEN: expected .*got nothing/,
      /NINJA_ACME_TOKEN: expected .*got nothing/,
      /NINJA_ACME_WEBHOOK_SECRET: expected at least 32 characters.*got 5 characters/,
    ])
      expect(text).toMatch(expected);
  });

  it('refuses limits that make no sense, and two for one budget, by the name of the field', () => {
    const ninja = file.connections['ninja-acme'];
    const hosted = { ...ninja, baseUrl: 'https://invoicing.co' };
    const text = mistakesIn(
      {
        ...file,
        directusRequestsPerMinute: 1.5,
        retention: { historyDays: 0, closedWritesDays: '90', pruneEvery: 0 },
        connections: {
          'ninja-acme': { ...ninja, requestsPerMinute: 5 },
          'ninja-hosted': { ...hosted, budget: '' },
        },
      },
      { ...environment, NINJA_HOSTED_TOKEN: 't', NINJA_HOSTED_WEBHOOK_SECRET: 'w'.repeat(32) },
    ).join('\n');
    for (const expected of [
      /directusRequestsPerMinute: expected requests a minute from 10 to 100000, e\.g\. 500/,
      /retention > historyDays: expected days from 1, e\.g\. 730/,
      /retention > closedWritesDays: expected days, e\.g\. 90/,
      /retention > pruneEvery: expected seconds, 1 to 604800, e\.g\. 86400/,
      /ninja-acme > requestsPerMinute: expected requests a minute from 10 to 100000/,
      /ninja-hosted > budget: expected a name, e\.g\. invoicing\.co/,
    ])
      expect(text).toMatch(expected);
    const connections = { 'ninja-acme': hosted, 'ninja-other': { ...hosted, requestsPerMinute: 100 } };
    const more = { NINJA_OTHER_TOKEN: 't', NINJA_OTHER_WEBHOOK_SECRET: 'w'.repeat(32) };
    expect(mistakesIn({ ...file, connections }, { ...environment, ...more })).toEqual([
      'sync.config.ts > connections > ninja-other > requestsPerMinute: expected 500 as at ninja-acme, got 100: they share the budget "invoice-ninja invoicing.co". Give both the same, or a `budget` of its own',
    ]);
  });

  it.each(['hub', 'directus', 'database', 'queue', 'unlinked'])(
    'keeps the name %s for something else',
    (name) => {
      const ninja = file.connections['ninja-acme'];
      const { NINJA_ACME_TOKEN: token, NINJA_ACME_WEBHOOK_SECRET: secret } = environment;
      const secrets = {
        [`${name.toUpperCase()}_TOKEN`]: token,
        [`${name.toUpperCase()}_WEBHOOK_SECRET`]: secret,
      };
      expect(mistakesIn({ ...file, connections: { [name]: ninja } }, { ...environment, ...secrets })).toEqual(
        [`sync.config.ts > connections > ${name}: ${name} is no name for a connection, e.g. ninja-acme`],
      );
      const connections = { 'ninja-acme': { ...ninja, budget: name } };
      expect(mistakesIn({ ...file, connections }, environment)).toEqual([
        `sync.config.ts > connections > ninja-acme > budget: ${name} is no name for a budget, since it stands for something else`,
      ]);
    },
  );

  it('shows no secret in what it says', () => {
    const text = mistakesIn(
      {},
      { DATABASE_URL: 'mysql://root:s3cret@db/x', SYNC_HINT_SECRET: 'tooshort' },
    ).join();
    expect(text).not.toMatch(/s3cret|tooshort/);
  });

  it('needs no webhook secret where nobody can call the worker', () => {
    const { publicUrl: _none, ...private_ } = file;
    const { NINJA_ACME_WEBHOOK_SECRET: _secret, ...rest } = environment;
    expect(mistakesIn(private_, rest)).toEqual([]);
  });

  it('has one connection for each account', () => {
    const connection = file.connections['ninja-acme'];
    const two = { ...file, connections: { ...file.connections, 'ninja-beta': connection } };
    const secrets = { ...environment, NINJA_BETA_WEBHOOK_SECRET: 'v'.repeat(32) };
    expect(mistakesIn(two, { ...secrets, NINJA_BETA_TOKEN: 'ninja-token' })).toEqual([
      'sync.config.ts > connections > ninja-acme and ninja-beta: expected one connection for each account, got the same baseUrl and token',
    ]);
    expect(mistakesIn(two, { ...secrets, NINJA_BETA_TOKEN: 'another-token' })).toEqual([]);
  });

  it('says how a connection may be called', () => {
    const connections = { Ninja_Acme: file.connections['ninja-acme'] };
    const secrets = { ...environment, NINJA_ACME_WEBHOOK_SECRET: 'w'.repeat(32) };
    expect(mistakesIn({ ...file, connections }, secrets)).toContain(
      'sync.config.ts > connections > Ninja_Acme: expected small letters, digits and -, e.g. ninja-acme',
    );
    const hub = { ...file, connections: { directus: file.connections['ninja-acme'] } };
    expect(mistakesIn(hub, { ...secrets, DIRECTUS_WEBHOOK_SECRET: 'w'.repeat(32) })).toEqual([
      'sync.config.ts > connections > directus: directus is no name for a connection, e.g. ninja-acme',
    ]);
  });
});
