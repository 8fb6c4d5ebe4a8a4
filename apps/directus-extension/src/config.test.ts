import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

const env = {
  SYNC_HINT_URL: 'http://sync-worker:3000/hints/directus',
  SYNC_HINT_SECRET: 's'.repeat(32),
  SYNC_COLLECTIONS: ['companies', ' people', 'client_invoices'],
  SYNC_USER_ID: 'd1b2c3d4-0000-4000-8000-000000000001',
};

it('reads what Directus has made of its environment', () => {
  expect(readConfig(env)).toEqual({
    url: 'http://sync-worker:3000/hints/directus',
    secret: 's'.repeat(32),
    collections: new Set(['companies', 'people', 'client_invoices']),
    syncUserId: 'd1b2c3d4-0000-4000-8000-000000000001',
  });
});

it('takes a single collection, and no user', () => {
  const { SYNC_USER_ID: _, ...rest } = env;
  expect(readConfig({ ...rest, SYNC_COLLECTIONS: 'companies' })).toMatchObject({
    collections: new Set(['companies']),
    syncUserId: undefined,
  });
});

it('names every mistake at once', () => {
  expect(readConfig({})).toEqual([
    'SYNC_HINT_URL: expected the address that the worker takes hints at, such as http://sync-worker:3000/hints/directus, got nothing',
    'SYNC_HINT_SECRET: expected at least 32 characters, the first one a letter, got nothing',
    'SYNC_COLLECTIONS: expected names of collections, such as companies,people,client_invoices, got nothing',
  ]);
});

it.each([
  ['SYNC_HINT_SECRET', 12_345, 'got a number'],
  ['SYNC_HINT_SECRET', 'hunter2', 'got text of 7 characters'],
  ['SYNC_HINT_SECRET', ['hunter2', 'hunter3'], 'got a list of 2'],
  ['SYNC_HINT_URL', 'hunter2', 'got text of 7 characters'],
  ['SYNC_HINT_URL', 'ftp://hunter2.test', 'got text of 18 characters'],
  ['SYNC_HINT_URL', 'https://me:hunter2@worker.test', 'got text of 30 characters'],
  ['SYNC_COLLECTIONS', ' , ', 'got text of 3 characters'],
  ['SYNC_USER_ID', 42, 'got a number'],
])('says of a wrong %s how it is wrong, and not what it is', (name, value, said) => {
  const mistakes = readConfig({ ...env, [name]: value });
  expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${name}: expected .+, ${said}$`))]);
  expect(JSON.stringify(mistakes)).not.toContain('hunter2');
});
