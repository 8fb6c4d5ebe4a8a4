import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDirectus, type TestDirectus } from '@unified-sync/directus-server/testing';
import { build } from 'tsup';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { extensionBuild } from '../tsup.config.ts';
import { type FakeWorker, startFakeWorker } from './testing/start-fake-worker.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = 'a-secret-that-no-log-may-ever-show';
const syncUser = { id: 'd1b2c3d4-0000-4000-8000-00000000000a', token: 'token-of-the-worker' };

let extensions: string;
let worker: FakeWorker;
let directus: TestDirectus;
const logged: string[] = [];

async function start(env: Record<string, string>): Promise<TestDirectus> {
  return await startTestDirectus({ extensionsPath: extensions, env, log: (line) => logged.push(line) });
}

async function call(
  method: string,
  path: string,
  body: unknown,
  server = directus,
  token?: string,
): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${token ?? server.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const answer: unknown = response.status === 204 ? null : await response.json();
  return typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : null;
}

async function makeCollections(server: TestDirectus): Promise<void> {
  const fields = [
    { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } },
    { field: 'name', type: 'string', schema: {}, meta: {} },
  ];
  const collections = ['companies', 'people', 'pages'].map((collection) => ({
    collection,
    schema: {},
    meta: {},
    fields,
  }));
  await call('POST', '/collections', collections, server);
}

const newId = (): string => crypto.randomUUID();

/** Waits until the worker has been told of an item that is made for this: everything before it has been sent. */
async function settle(): Promise<void> {
  const id = newId();
  await call('POST', '/items/people', { id });
  await vi.waitFor(() => expect(worker.ids('people')).toContain(id), { timeout: 20_000 });
}

beforeAll(async () => {
  extensions = await mkdtemp(join(tmpdir(), 'directus-extension-test-'));
  await build({ ...extensionBuild(join(extensions, 'unified-sync')), config: false, silent: true });
  worker = await startFakeWorker(secret);
  directus = await start({
    SYNC_HINT_URL: worker.url,
    SYNC_HINT_SECRET: secret,
    SYNC_COLLECTIONS: 'companies,people',
    SYNC_USER_ID: syncUser.id,
    LOG_LEVEL: 'info',
    LOG_STYLE: 'raw',
    LOG_HTTP_IGNORE_PATHS: '/items,/users,/collections',
  });
  await makeCollections(directus);
  const me = await call('GET', '/users/me?fields=role', undefined);
  await call('POST', '/users', Object.assign({ email: 'worker@example.com' }, syncUser, me));
});
afterAll(async () => {
  await directus.stop();
  await worker.stop();
  await rm(extensions, { recursive: true });
});
beforeEach(async () => {
  worker.behaviour = 'answer';
  await settle();
  worker.requests.length = 0;
});

describe('the hook, in a real Directus', () => {
  it('hints a created, a changed and a deleted item, signed', async () => {
    const id = newId();
    const writes = [
      ['POST', '/items/companies', { id, name: 'Acme' }],
      ['PATCH', `/items/companies/${id}`, { name: 'Acme SA' }],
      ['DELETE', `/items/companies/${id}`, undefined],
    ] as const;
    for (const [method, path, body] of writes) {
      worker.requests.length = 0;
      await call(method, path, body);
      await vi.waitFor(() => expect(worker.ids('companies')).toEqual([id]), { timeout: 10_000 });
    }
    expect(worker.requests.every(({ isSigned }) => isSigned)).toBe(true);
  });

  it('hints every item of a batch, in few requests', async () => {
    const ids = Array.from({ length: 200 }, newId);
    await call(
      'POST',
      '/items/companies',
      ids.map((id) => ({ id })),
    );
    await settle();
    expect(worker.ids('companies').toSorted()).toEqual(ids.toSorted());
    expect(worker.requests.length).toBeLessThan(5);
    worker.requests.length = 0;
    await call(
      'PATCH',
      '/items/companies',
      ids.map((id) => ({ id, name: 'x' })),
    );
    await call('PATCH', '/items/companies', { keys: ids.slice(0, 2), data: { name: 'y' } });
    await settle();
    expect(worker.ids('companies').toSorted()).toEqual(ids.toSorted());
    worker.requests.length = 0;
    await call('DELETE', '/items/companies', ids);
    await settle();
    expect(worker.ids('companies').toSorted()).toEqual(ids.toSorted());
  });

  it('says nothing of collections that are not synced, nor of what the worker wrote itself', async () => {
    await call('POST', '/items/pages', { id: newId() });
    await call('POST', '/items/companies', { id: newId() }, directus, syncUser.token);
    await settle();
    expect([worker.ids('pages'), worker.ids('companies')]).toEqual([[], []]);
  });

  it('lets people write as ever while the worker hangs up, and asks for a sweep when it is back', async () => {
    worker.behaviour = 'hang up';
    const before = logged.length;
    for (let count = 0; count < 5; count += 1) {
      await call('POST', '/items/companies', { id: newId() });
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    worker.behaviour = 'answer';
    await settle();
    expect(worker.requests[0]?.incomplete).toBe(true);
    await settle();
    expect(worker.requests.at(-1)?.incomplete).toBe(false);
    const lines = logged.slice(before).filter((line) => line.includes('unified-sync'));
    expect(lines).toEqual([
      expect.stringContaining('hints do not reach the worker'),
      expect.stringContaining('hints reach the worker again'),
    ]);
  });

  it('lets nobody wait for a worker that does not answer', async () => {
    worker.behaviour = 'hang';
    await call('POST', '/items/companies', { id: newId() });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const started = performance.now();
    for (let count = 0; count < 10; count += 1) await call('POST', '/items/companies', { id: newId() });
    // Waiting once for the worker would take 5 s.
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('never logs the secret', () => {
    expect(logged.join('\n')).not.toContain(secret);
  });
});

describe('the hook, wrongly configured', () => {
  it('names every mistake at boot and leaves Directus alone', async () => {
    const before = logged.length;
    const other = await start({
      SYNC_HINT_URL: 'worker',
      SYNC_HINT_SECRET: '12345',
      SYNC_COLLECTIONS: 'companies',
    });
    try {
      // Lines come through a pipe, beside the answers.
      const said = await vi.waitFor(() => {
        const lines = logged.slice(before).join('\n');
        expect(lines).toContain('SYNC_HINT_SECRET');
        return lines;
      });
      expect(said).toContain('no hints are sent until its configuration is mended');
      expect(said).toContain('SYNC_HINT_URL: expected the address');
      expect(said).toContain(
        'SYNC_HINT_SECRET: expected at least 32 characters, the first one a letter, got a number',
      );
      await makeCollections(other);
      await call('POST', '/items/companies', { id: newId() }, other);
    } finally {
      await other.stop();
    }
  });
});
