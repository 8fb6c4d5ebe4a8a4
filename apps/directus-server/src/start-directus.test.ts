import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installedDirectus } from './installed-directus.ts';
import type { DirectusServer } from './start-directus.ts';
import { startTestDirectus, type TestDirectus } from './testing/index.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const ask = async (server: DirectusServer, path: string, token = server.adminToken): Promise<Response> =>
  await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

describe('startDirectus', () => {
  let directus: TestDirectus;
  beforeAll(async () => {
    directus = await startTestDirectus();
  });
  afterAll(async () => await directus.stop());

  it('starts the Directus that is installed', async () => {
    const response = await ask(directus, '/server/info');
    expect(await response.json()).toHaveProperty('data.version', installedDirectus.version);
  });

  it('gives a token of the administrator', async () => {
    const response = await ask(directus, '/users/me?fields=email,role.name');
    expect(await response.json()).toEqual({
      data: { email: directus.adminEmail, role: { name: 'Administrator' } },
    });
  });

  it('gives an address and a password to sign in with, on a copied database, too', async () => {
    const response = await fetch(`${directus.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: directus.adminEmail, password: directus.adminPassword }),
    });
    expect(response.status).toBe(200);
  });

  it('lets nobody in with a token of another start', async () => {
    expect((await ask(directus, '/users/me', 's0')).status).toBe(401);
  });

  it('does not serve the app unless asked to', async () => {
    expect((await fetch(`${directus.url}/admin/`)).status).toBe(404);
  });

  it('starts another one beside it, with a database of its own', async () => {
    const other = await startTestDirectus({ serveApp: true });
    try {
      expect(other.url).not.toBe(directus.url);
      expect((await ask(other, '/users/me', directus.adminToken)).status).toBe(401);
      const app = await fetch(`${other.url}/admin/`);
      expect([app.status, app.headers.get('content-type')]).toEqual([200, expect.stringContaining('html')]);
    } finally {
      await other.stop();
    }
    expect(isAlive(other.pid)).toBe(false);
    expect(isAlive(directus.pid)).toBe(true);
  });
});
