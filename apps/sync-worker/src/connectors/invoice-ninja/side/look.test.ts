import { failed } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createNinjaWorld } from '../testing/ninja-world.ts';
import { streamOf } from '../testing/stream-of.ts';

it.each(['create', '', '../tokens', 'a/b', '0'])(
  'asks nobody about "%s", which no record can be',
  async (id) => {
    const world = createNinjaWorld();
    expect(await streamOf(world, 'clients').look([id])).toEqual([{ kind: 'absent' }]);
    expect(world.sent).toEqual([]);
  },
);

it('does not take it for the record when something else is not found', async () => {
  const world = createNinjaWorld();
  const { id } = world.server.db.clients.insert({});
  world.server.faults.next(failed(400, { message: 'No query results for model [App\\Models\\Company]' }), {
    route: 'POST *',
    times: 5,
  });
  expect(await streamOf(world, 'clients').look([id])).toMatchObject([{ kind: 'unknown' }]);
});

it('does not take the page of a proxy (404) for absence', async () => {
  const world = createNinjaWorld();
  const { id } = world.server.db.clients.insert({});
  world.server.faults.next(failed(404, { message: 'Not Found' }), { times: 5 });
  expect(await streamOf(world, 'clients').look([id])).toMatchObject([{ kind: 'unknown' }]);
});
