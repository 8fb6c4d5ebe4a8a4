import { expect, it } from 'vitest';
import { createDirectusHub } from './create-directus-hub.ts';
import { madeUpDirectus } from './testing/made-up-directus.ts';

const gone = '00000000-0000-4000-8000-000000000001';
const admin = { id: gone, email: null, role: { name: 'Administrator', admin_access: true } };
const things = { fields: ['name'], archive: null, dateCreated: null, dateUpdated: null };

it('asks another version for its permissions in its own way, though it has learnt of that version before', async () => {
  const answers = new Map<string, object>([
    ['GET /server/info', { data: { version: '10.13.4' } }],
    [
      'GET /fields/things',
      {
        data: [
          { field: 'id', type: 'uuid', schema: { is_primary_key: true } },
          { field: 'name', type: 'string' },
        ],
      },
    ],
    ['SEARCH /permissions', { data: [{ action: 'read', permissions: null, fields: ['*'] }] }],
    ['SEARCH /users', { data: [admin] }],
    ['SEARCH /items/things', { data: [], meta: { filter_count: 0 } }],
  ]);
  const { fetch, requests } = madeUpDirectus(answers);
  const side = createDirectusHub({
    url: 'https://directus.test',
    token: 'token',
    fetch,
    collections: { things },
  }).side('things');
  expect(await side.look([gone])).toEqual([{ kind: 'absent' }]);

  // Directus is upgraded while the worker runs: permissions hang on policies, and no role has any.
  answers.set('GET /server/info', { data: { version: '12.4.1' } });
  answers.delete('SEARCH /permissions');
  answers.set('GET /permissions/me', { data: { things: { read: { access: 'full', fields: ['*'] } } } });
  expect(await side.look([gone])).toEqual([{ kind: 'absent' }]);
  expect(requests.at(-1)).toBe('GET /permissions/me');

  answers.set('GET /permissions/me', { data: { things: { read: { access: 'partial', fields: ['*'] } } } });
  answers.set('GET /users/me', { data: { id: gone } });
  answers.set('GET /policies/me/globals', { data: { admin_access: false } });
  answers.set('SEARCH /roles', { data: [] });
  expect(await side.look([gone])).toEqual([
    { kind: 'unknown', cause: expect.stringContaining('may read only some items of things') },
  ]);
});
