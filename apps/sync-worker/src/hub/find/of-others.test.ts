import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fields, Side } from '@unified-sync/sync-engine';
import { planWorkerUser } from '../plan-worker-user.ts';
import { create } from '../testing/requests.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const token = 'worker-token-of-its-own-0123456789abcdef';

let hub: StartedHub;
let own: Side;
beforeAll(async () => {
  hub = await startHub();
  for (const [field, special] of [
    ['made_by', 'user-created'],
    ['changed_by', 'user-updated'],
  ])
    // oxlint-disable-next-line no-await-in-loop -- Directus takes one change of its schema at a time
    await hub.admin.call('POST', '/fields/companies', {
      field,
      type: 'uuid',
      schema: {},
      meta: { special: [special] },
    });
  const plan = await planWorkerUser({
    url: hub.directus.url,
    request: async ({ method, path, body }) => await hub.admin.call(method, path, body),
    token,
    collections: ['companies'],
  });
  await plan.apply();
  own = hub.another({ token }).side('companies');
});
afterAll(async () => await hub.stop());

async function make(side: Side, fields: Fields): Promise<string> {
  const id = crypto.randomUUID();
  const [result] = await side.write([create(id, fields)]);
  expect(result?.kind).toBe('written');
  return id;
}

const find = async (side: Side, ofOthers: boolean): Promise<readonly string[]> =>
  ((await side.findByFields([{ name: 'Acme' }], { ofOthers }))[0] ?? []).map(({ id }) => id);

it('leaves out what the worker has made, until somebody else has changed it', async () => {
  const ours = await make(own, { name: 'Acme' });
  const theirs = await make(hub.side, { name: 'Acme' });
  expect(await find(own, true)).toEqual([theirs]);
  expect((await find(own, false)).toSorted()).toEqual([ours, theirs].toSorted());
  await hub.admin.call('PATCH', `/items/companies/${ours}`, { note: 'by a person' });
  expect((await find(own, true)).toSorted()).toEqual([ours, theirs].toSorted());
});

it('leaves out nothing where the worker shares its user with people', async () => {
  const shared = await make(hub.side, { name: 'Acme' });
  expect(await find(hub.side, true)).toContain(shared);
});

describe('several queries at once', () => {
  const queries = Array.from({ length: 250 }, (_, at) => ({ name: `many ${at}` }));
  const asked = (): readonly string[] =>
    hub.proxy.requests.filter((request) => request.startsWith('SEARCH /items/'));
  const findMany = async (): Promise<readonly (readonly string[])[]> =>
    (await own.findByFields(queries, { ofOthers: true })).map((found) => found.map(({ id }) => id));

  it('are answered by one request where others have made only few items', async () => {
    const theirs = await make(hub.side, { name: 'MANY 7' });
    await make(own, { name: 'many 8' });
    await own.findByFields(queries.slice(0, 2), { ofOthers: true });
    const before = asked().length;
    const found = await findMany();
    expect(asked().length - before).toBe(1);
    expect(found[7]).toEqual([theirs]);
    expect(found.flat()).toEqual([theirs]);
  });

  it('are asked one by one where others have made many, however many', async () => {
    const made = Array.from({ length: 120 }, (_, at) => ({ id: crypto.randomUUID(), name: `many ${at}` }));
    await hub.side.write(made.map(({ id, name }) => create(id, { name })));
    const found = await findMany();
    for (const [at, { id }] of made.entries()) expect(found[at]).toContain(id);
    const before = asked().length;
    expect((await findMany())[119]).toEqual([made[119]?.id]);
    // It has been seen just now that there are many.
    expect(asked().length - before).toBe(3);
  });
});
