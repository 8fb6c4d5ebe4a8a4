import { expect, it } from 'vitest';
import { createDirectusHub } from '../create-directus-hub.ts';
import { workerRole } from '../plan-worker-user.ts';
import { madeUpDirectus } from '../testing/made-up-directus.ts';

const field = (name: string, type: string, special: readonly string[] = []) => ({
  field: name,
  type,
  schema: { is_primary_key: name === 'id' },
  meta: { special },
});
const item = (id: number, name: string) => ({ id: `00000000-0000-4000-8000-00000000000${id}`, name });

/** The search behind a Directus in which others have made so many items, of which it shows these. */
function finder(shown: readonly object[], count: number) {
  const directus = madeUpDirectus(
    new Map<string, object>([
      ['GET /server/info', { data: { version: '10.13.4' } }],
      [
        'GET /fields/things',
        {
          data: [
            field('id', 'uuid'),
            field('name', 'string'),
            field('made_by', 'uuid', ['user-created']),
            field('changed_by', 'uuid', ['user-updated']),
          ],
        },
      ],
      ['SEARCH /permissions', { data: [{ action: 'read', permissions: {}, fields: ['*'] }] }],
      [
        'SEARCH /users',
        { data: [{ id: item(9, '').id, email: null, role: { name: workerRole, admin_access: false } }] },
      ],
      ['SEARCH /items/things', { data: shown, meta: { filter_count: count } }],
    ]),
  );
  const things = { fields: ['name'], archive: null, dateCreated: null, dateUpdated: null };
  const { fetch, requests } = directus;
  const hub = createDirectusHub({
    url: 'https://directus.test',
    token: 'token',
    fetch,
    collections: { things },
  });
  const find = async () =>
    await hub.side('things').findByFields([{ name: 'a' }, { name: 'b' }], { ofOthers: true });
  return { find, searches: () => requests.filter((request) => request === 'SEARCH /items/things').length };
}

it('takes what others have made for all of it where Directus counts no more than it shows', async () => {
  const { find, searches } = finder([item(1, 'A')], 1);
  expect((await find()).map((found) => found.length)).toEqual([1, 0]);
  expect(searches()).toBe(1);
});

it('asks for each value where a hook of Directus takes items out of the answer: few shown are not few', async () => {
  const { find, searches } = finder([item(1, 'A')], 2);
  await find();
  expect(searches()).toBe(2);
});
