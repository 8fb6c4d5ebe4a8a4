import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AdminRequest } from './admin-request.ts';

/** What {@link ensureWorkerUser} needs. */
export interface WorkerUserOptions {
  /** With an administrator's rights. */
  readonly request: AdminRequest;
  /** Static token that the user is to have. */
  readonly token: string;
  /** Names in Directus of the collections that it reads and writes. */
  readonly collections: readonly string[];
}

const name = 'Unified Sync';
const rows = z.array(z.looseObject({ id: z.union([z.string(), z.number()]) }));

/**
 * Gives the worker a user and a role of its own, which may read and write the synced collections and nothing
 * else. What is there stays.
 * @returns the user's id, for `SYNC_USER_ID` of the Directus extension
 */
export async function ensureWorkerUser({ request, token, collections }: WorkerUserOptions): Promise<string> {
  const search = async (path: string, filter: unknown) =>
    rows.parse(await request({ method: 'SEARCH', path, body: { query: { filter, limit: -1 } } }));
  const role = await first(await search('/roles', { name: { _eq: name } }), async () => {
    const id = randomUUID();
    const icon = 'sync';
    // App access lets it read its own role and permissions: without them absent could not be told from hidden.
    await request({
      method: 'POST',
      path: '/roles',
      body: { id, name, icon, app_access: true, admin_access: false },
    });
    return id;
  });
  const granted = new Set(
    (await search('/permissions', { role: { _eq: role } })).map(
      (row) => `${String(row['collection'])} ${String(row['action'])}`,
    ),
  );
  const missing = collections
    .flatMap((collection) => ['read', 'create', 'update', 'delete'].map((action) => ({ collection, action })))
    .filter(({ collection, action }) => !granted.has(`${collection} ${action}`));
  if (missing.length > 0)
    await request({
      method: 'POST',
      path: '/permissions',
      body: missing.map((one) => ({ ...one, role, fields: ['*'], permissions: {} })),
    });
  const user = await first(await search('/users', { role: { _eq: role } }), async () => {
    const id = randomUUID();
    await request({ method: 'POST', path: '/users', body: { id, first_name: name, role, token } });
    return id;
  });
  await request({ method: 'PATCH', path: `/users/${user}`, body: { token, status: 'active' } });
  return user;
}

async function first(found: z.output<typeof rows>, create: () => Promise<string>): Promise<string> {
  const [one] = found;
  return one === undefined ? await create() : String(one.id);
}
