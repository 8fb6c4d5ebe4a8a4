import { expect, it } from 'vitest';
import type { FieldValue } from '@unified-sync/sync-engine';
import { createDirectusHub } from './create-directus-hub.ts';

const field = (name: string, type: string) => ({
  field: name,
  type,
  schema: { is_primary_key: name === 'id' },
  meta: null,
});

type Access = Readonly<Record<string, FieldValue>>;

const full: Access = { access: 'full', fields: ['*'] };

/** What is wrong for a user of Directus 12 who has this access to the collection `things`. */
async function problemsWith(things: Access | null, isAdmin = false): Promise<readonly string[]> {
  const bodies: Readonly<Record<string, FieldValue>> = {
    '/server/info': { data: { version: '12.4.1', queryLimit: { default: 100, max: -1 } } },
    '/fields/things': { data: [field('id', 'uuid'), field('name', 'string')] },
    '/users/me': { data: { id: '00000000-0000-4000-8000-000000000001' } },
    '/policies/me/globals': { data: { admin_access: isAdmin } },
    '/permissions/me': { data: things === null ? {} : { things } },
  };
  const asked = new Set<string>();
  return await createDirectusHub({
    url: 'https://directus.test',
    token: 'token',
    async fetch(input, init) {
      const { url } = new Request(input, init);
      const { pathname, search } = new URL(url);
      // A question that was asked before may be answered by the cache.
      if (/^\/(permissions|policies)/.test(pathname) && asked.has(search))
        return new Response(null, { status: 500 });
      asked.add(search);
      // The policy of an older `init` does not let it read roles.
      if (pathname === '/roles') return Response.json({ errors: [] }, { status: 403 });
      return Response.json(bodies[pathname]);
    },
    collections: { things: { fields: ['name'], archive: null, dateCreated: null, dateUpdated: null } },
  }).problems();
}

it('a policy for all items and all fields is enough, and so is an administrator', async () => {
  expect(await problemsWith({ read: full, create: full, update: full })).toEqual([]);
  expect(await problemsWith(null, true)).toEqual([]);
});

it.each([
  ['some items only', { access: 'partial', fields: ['*'] }, /may read only some items of things/],
  ['some fields only', { access: 'full', fields: ['id'] }, /may not read name of things/],
  ['nothing', { access: 'none' }, /may not read items of things/],
])('a policy for %s is named', async (_, read, problem) => {
  expect((await problemsWith({ read, create: full, update: full })).join()).toMatch(problem);
});

it('no access at all is named, action by action', async () => {
  expect((await problemsWith(null)).join()).toMatch(/may not read .*may not create .*may not update/);
});
