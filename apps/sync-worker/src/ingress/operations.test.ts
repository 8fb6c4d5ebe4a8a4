import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createOperations, type OperationsOptions } from './operations.ts';

const token = 't'.repeat(32);
const health: OperationsOptions['health'] = {
  report: async () => ({ status: 'ready', dependencies: [] }),
};
const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;

async function everything(changes: Partial<OperationsOptions> = {}) {
  const board = new Hono()
    .get('/', (context) => context.text('board'))
    .put('/', (context) => context.text('put'));
  return await createOperations({
    health,
    metrics: {
      token,
      read: async () => [{ name: 'a', help: '', type: 'gauge', samples: [{ labels: {}, value: 1 }] }],
    },
    board: { token, open: async () => board },
    ...changes,
  });
}

it.each([
  ['ready', 200],
  ['degraded', 200],
  ['not ready', 503],
  ['ending', 503],
] as const)('answers %s with %i, and lives all the same', async (status, code) => {
  const app = await everything({ health: { report: async () => ({ status, dependencies: [] }) } });
  const response = await app.request('/health/ready');
  expect([response.status, await response.json()]).toEqual([code, { status, dependencies: [] }]);
  expect((await app.request('/health/live')).status).toBe(200);
});

it.each(['/metrics', '/board', '/board/', '/board/api/queues'])(
  'lets nobody see %s without the token',
  async (path) => {
    const app = await everything();
    for (const authorization of [undefined, 'Bearer x', `Bearer ${token}x`, basic('x'), 'Basic !', token]) {
      const response = await app.request(
        path,
        authorization === undefined ? {} : { headers: { authorization } },
      );
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining('Basic'),
      ]);
    }
  },
);

it('shows metrics to who has the token, as a bearer or as a password', async () => {
  const app = await everything();
  for (const authorization of [`Bearer ${token}`, `bearer ${token}`, basic(token)]) {
    const response = await app.request('/metrics', { headers: { authorization } });
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toBe('# HELP a \n# TYPE a gauge\na 1\n');
  }
});

it('shows the board to who has the token, and lets nobody change anything', async () => {
  const app = await everything();
  const headers = { authorization: basic(token) };
  expect(await (await app.request('/board', { headers })).text()).toBe('board');
  for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
    expect((await app.request('/board', { method, headers })).status).toBe(405);
});

it('has neither where no token is configured', async () => {
  const app = await createOperations({ health });
  for (const path of ['/metrics', '/board'])
    expect((await app.request(path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
});
