import { expect, it } from 'vitest';
import { createMauticClient } from '../mautic-client.ts';
import { createWorld } from './mautic-world.ts';
import { createMauticServer } from './mautic-server.ts';
import { serve } from './serve.ts';

/** Asks the mock without the client. */
async function ask(world: ReturnType<typeof createWorld>, route: string, json?: unknown) {
  const [method = 'GET', path = ''] = route.split(' ');
  const { username, password, baseUrl } = world.server;
  const response = await world.fetch(`${baseUrl}/api/${path}`, {
    method,
    headers: { Authorization: `Basic ${btoa(`${username}:${password}`)}` },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
}

it('gives an empty list as {} for contacts and as [] for the rest, and totals as text for contacts', async () => {
  const world = createWorld();
  expect((await ask(world, 'GET contacts')).body).toEqual({ total: '0', contacts: {} });
  expect((await ask(world, 'GET emails')).body).toEqual({ total: 0, emails: [] });
});

it('gives the whole table for limit=0, and 30 rows without a limit', async () => {
  const world = createWorld();
  for (let index = 0; index < 40; index += 1) world.server.addContact({ email: `c${index}@example.com` });
  expect((await ask(world, 'GET contacts?limit=0')).body).toHaveProperty('contacts.40');
  const { body } = await ask(world, 'GET contacts');
  expect(body).not.toHaveProperty('contacts.10');
  expect(body).toHaveProperty('contacts.40');
});

it('answers 500 to an unknown column to order by, and to a condition without expr', async () => {
  const world = createWorld();
  world.server.addContact({ email: 'a@example.com' });
  expect((await ask(world, 'GET contacts?orderBy=dateModified')).status).toBe(500);
  expect((await ask(world, 'GET contacts?where[0][col]=id&where[0][val]=1')).status).toBe(500);
});

it('drops the published filter as soon as there is a condition', async () => {
  const world = createWorld();
  await ask(world, 'POST segments/new', { name: 'off', isPublished: false });
  expect((await ask(world, 'GET segments?published=1')).body).toMatchObject({ total: 0 });
  const both = 'GET segments?published=1&where[0][col]=id&where[0][expr]=gt&where[0][val]=0';
  expect((await ask(world, both)).body).toMatchObject({ total: 1 });
});

it('drops zeros and blanks of a PATCH, and creates by a PUT on what is not there', async () => {
  const world = createWorld();
  world.server.addContact({ email: 'a@example.com', city: 'Bern', points: 3 });
  const { body } = await ask(world, 'PATCH contacts/1/edit', { city: '', points: 0 });
  expect(body).toMatchObject({ contact: { points: 3, fields: { all: { city: 'Bern' } } } });
  const put = await ask(world, 'PUT contacts/99/edit', { email: 'b@example.com' });
  expect([put.status, put.body]).toMatchObject([201, { contact: { id: 2 } }]);
});

it('answers for a merged contact with the winner, and deletes that one', async () => {
  const world = createWorld();
  world.server.addContact({ email: 'a@example.com' });
  world.server.addContact({ email: 'b@example.com' });
  await ask(world, 'PATCH contacts/1/edit', { email: 'b@example.com' });
  expect((await ask(world, 'GET contacts/2')).body).toMatchObject({ contact: { id: 1 } });
  await ask(world, 'DELETE contacts/2/delete');
  expect(world.server.store.contacts.all()).toEqual([]);
});

it('answers 201 to a batch of which every row failed', async () => {
  const world = createWorld();
  const { status, body } = await ask(world, 'POST contacts/batch/new', [{ email: 'x' }]);
  expect(status).toBe(201);
  expect(body).toMatchObject({ contacts: [], statusCodes: [400], errors: [{ code: 400 }] });
});

it('calls its 429 HTML, and says nothing of when to come back but the end of the hour', async () => {
  const world = createWorld({ rateLimit: 1 });
  await ask(world, 'GET contacts');
  const { status, headers } = await ask(world, 'GET contacts');
  expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([
    429,
    'text/html; charset=UTF-8',
    null,
  ]);
});

it('keeps queued events where no receiver answers', async () => {
  const unreachable = async (): Promise<Response> => await Promise.reject(new TypeError('fetch failed'));
  const world = createWorld({ webhookMode: 'queue', fetch: unreachable });
  const triggers = ['mautic.lead_post_save_new'];
  await world.mautic.hooks.create({ name: 'H', webhookUrl: 'https://sync.test', triggers });
  await world.mautic.contacts.upsert({ email: 'a@example.com' });
  await world.server.webhooks.process();
  expect(world.server.webhooks.queued).toBe(1);
});

it('serves over HTTP', async () => {
  const server = createMauticServer();
  server.addContact({ email: 'a@example.com' });
  const { username, password } = server;
  const listening = await serve(server);
  try {
    const mautic = createMauticClient({
      baseUrl: listening.url,
      auth: { kind: 'basic', username, password },
    });
    expect(await mautic.contacts.count()).toBe(1);
  } finally {
    await listening.close();
  }
});
