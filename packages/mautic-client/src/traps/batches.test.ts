import { failed } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createWorld } from '../testing/mautic-world.ts';

it('trap 12: each row of a batch has its own result, whatever the status of the whole', async () => {
  const { server, mautic } = createWorld();
  server.addContact({ email: 'old@example.com' });
  const rows = await mautic.contacts.batch.create([
    { email: 'new@example.com' },
    { email: 'no address' },
    { email: 'old@example.com' },
  ]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'updated']);
  expect(rows[1]).toMatchObject({ status: 400, fields: { email: ['The email is invalid.'] } });
  const patched = await mautic.contacts.batch.patch([
    { id: 99, city: 'x' },
    { id: 1, city: 'Bern' },
  ]);
  expect(patched).toMatchObject([
    { outcome: 'failed', status: 404 },
    { outcome: 'updated', item: { id: 1 } },
  ]);
});

it('trap 12: more than 200 rows go out in several requests, and come back in their order', async () => {
  const { server, mautic } = createWorld();
  const rows = Array.from({ length: 450 }, (_, index) => ({ email: `c${index}@example.com` }));
  const results = await mautic.contacts.batch.create(rows);
  expect(results).toHaveLength(450);
  expect(results[449]).toMatchObject({ outcome: 'created', item: { id: 450 } });
  expect(server.requests).toHaveLength(3);
});

it('trap 12: the 500 for too many rows is no reason to send them again', async () => {
  const { server, mautic } = createWorld();
  const rows = Array.from({ length: 201 }, () => ({}));
  await expect(mautic.http.raw('PUT', '/contacts/batch/edit', { json: rows })).rejects.toMatchObject({
    code: 'validation',
    retryable: false,
  });
  expect(server.requests).toHaveLength(1);
});

it('trap 12: a request that fails in the middle hides nothing of what was done before', async () => {
  const { server, mautic, connect, fetch } = createWorld();
  let calls = 0;
  const cut = connect({
    async fetch(input, init) {
      calls += 1;
      if (calls === 2) server.faults.next(failed(500));
      return await fetch(input, init);
    },
  });
  const rows = Array.from({ length: 600 }, (_, index) => ({ email: `c${index}@example.com` }));
  const results = await cut.contacts.batch.create(rows);
  const counts = Map.groupBy(results, ({ outcome }) => outcome);
  expect([...counts].map(([outcome, { length }]) => [outcome, length])).toEqual([
    ['created', 200],
    ['unknown', 200],
    ['not_sent', 200],
  ]);
  expect(await mautic.contacts.count()).toBe(200);
});

it('trap 13: ids to delete go into the query string, and those that were not there are named', async () => {
  const { server, mautic } = createWorld();
  server.addContact({ email: 'a@example.com' });
  server.addContact({ email: 'b@example.com' });
  expect(await mautic.contacts.batch.delete([1, 77, 2])).toEqual([
    { outcome: 'deleted', id: 1 },
    { outcome: 'not_found', id: 77 },
    { outcome: 'deleted', id: 2 },
  ]);
  expect(server.requests.at(-1)?.url).toBe('/api/contacts/batch/delete?ids=1%2C77%2C2');
});
