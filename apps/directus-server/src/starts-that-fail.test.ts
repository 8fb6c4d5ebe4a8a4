import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, inject, it, vi } from 'vitest';
import { databaseUrl } from './database/create-database.ts';
import { startDirectus } from './start-directus.ts';
import { databaseTemplate } from './testing/database-template.ts';
import { createTestDatabase } from './testing/index.ts';

vi.setConfig({ testTimeout: 180_000 });

const databases = {
  empty: async () => await createTestDatabase(),
  bootstrapped: async () => await createTestDatabase(await databaseTemplate()),
};

/** What the error of a start says, on a database that is dropped afterwards. */
async function failure(
  kind: keyof typeof databases,
  options: Omit<Parameters<typeof startDirectus>[0], 'databaseUrl'>,
): Promise<string> {
  const database = await databases[kind]();
  try {
    return await startDirectus({ databaseUrl: database.url, ...options }).then(
      async (directus) => {
        await directus.stop();
        return 'it started';
      },
      (error: unknown) => String(error),
    );
  } finally {
    await database.drop();
  }
}

it('names the database that cannot be used, without its password', async () => {
  const url = new URL(databaseUrl(inject('postgresUrl'), 'no_such_database'));
  url.password = 'hunter2';
  const error = await startDirectus({ databaseUrl: url.href }).catch(String);
  expect(error).toMatch(/database "no_such_database", cannot be used/);
  expect(error).not.toContain('hunter2');
});

it('shows what Directus logged when it ends at its bootstrap', async () => {
  const error = await failure('empty', { env: { DB_CLIENT: 'no-such-client' } });
  expect(error).toMatch(
    /Directus failed to bootstrap \(1\)\. It logged last:[^]*"DB_HOST" Environment Variable is missing/,
  );
});

it('shows what Directus logged when it ends at its start', async () => {
  const env = { DB_CLIENT: 'no-such-client' };
  const error = await failure('bootstrapped', { isBootstrapped: true, env });
  expect(error).toMatch(
    /Directus ended at its start \(1\)\. It logged last:[^]*"DB_HOST" Environment Variable is missing/,
  );
});

it('gives up at the deadline', async () => {
  expect(await failure('empty', { deadline: 1 })).toContain('Directus took too long to bootstrap');
  expect(await failure('bootstrapped', { isBootstrapped: true, deadline: 1 })).toContain(
    'Directus took too long to answer',
  );
});

it('says that a port that it was told is taken', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const error = await failure('bootstrapped', { isBootstrapped: true, port });
  squatter.close();
  expect(error).toContain(`Port ${port} is already in use`);
});

it('does not guess who the administrator of an existing Directus is', async () => {
  const error = await failure('bootstrapped', { isBootstrapped: true, admin: { email: 'ceo@acme.test' } });
  expect(error).toContain('without a user ceo@acme.test');
});
