import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminRequest, type AdminRequest } from './admin-request.ts';

/** What {@link planWorkerUser} needs. */
export interface WorkerUserOptions {
  /** Root of Directus. */
  readonly url: string;
  /** With an administrator's rights. */
  readonly request: AdminRequest;
  /** Static token that the user is to have; `undefined`: one that is still to be made. */
  readonly token: string | undefined;
  /** Names in Directus of the collections that it reads and writes. */
  readonly collections: readonly string[];
}

/** What the worker's user still needs. */
export interface WorkerUserPlan {
  /** One line for each change; none: everything is there. */
  readonly lines: readonly string[];
  /** The user's id, for `SYNC_USER_ID` of the Directus extension; `undefined`: there is none yet. */
  readonly userId: string | undefined;
  /** Does it. @returns the user's id */
  readonly apply: () => Promise<string>;
}

/** Name of the role, and of the user, that the worker alone has. */
export const workerRole = 'Unified Sync';
const name = workerRole;
const rows = z.array(z.looseObject({ id: z.union([z.string(), z.number()]) }));
type Permission = { readonly collection: string; readonly action: string };

/**
 * Plans a user and a role for the worker alone, which may read and write the synced collections and nothing
 * else. What is there stays.
 * @throws {Error} where Directus refuses to be read.
 */
export async function planWorkerUser(options: WorkerUserOptions): Promise<WorkerUserPlan> {
  const { request, token, collections } = options;
  const search = async (path: string, filter: unknown) =>
    rows.parse(await request({ method: 'SEARCH', path, body: { query: { filter, limit: -1 } } }));
  const role = idOf(await search('/roles', { name: { _eq: name } }));
  const granted = role === undefined ? [] : await search('/permissions', { role: { _eq: role } });
  const user = role === undefined ? undefined : idOf(await search('/users', { role: { _eq: role } }));
  const missing = missingPermissions(collections, granted);
  const hasToken = user !== undefined && token !== undefined && (await ownerOf(options.url, token)) === user;
  return {
    userId: user,
    lines: [
      ...(role === undefined ? [`create role ${name}`] : []),
      ...(missing.length === 0
        ? []
        : [`let role ${name} work on ${[...new Set(missing.map((one) => one.collection))].join(', ')}`]),
      ...(user === undefined ? [`create user ${name}`] : []),
      ...(hasToken ? [] : [`give user ${name} the worker's token`]),
    ],
    async apply() {
      const roleId = role ?? (await createRole(request));
      if (missing.length > 0)
        await request({
          method: 'POST',
          path: '/permissions',
          body: missing.map((one) => ({ ...one, role: roleId, fields: ['*'], permissions: {} })),
        });
      const userId = user ?? (await createUser(request, roleId));
      if (!hasToken)
        await request({ method: 'PATCH', path: `/users/${userId}`, body: { token, status: 'active' } });
      return userId;
    },
  };
}

const idOf = ([row]: z.output<typeof rows>): string | undefined =>
  row === undefined ? undefined : String(row.id);

function missingPermissions(
  collections: readonly string[],
  granted: z.output<typeof rows>,
): readonly Permission[] {
  const there = new Set(granted.map((row) => `${String(row['collection'])} ${String(row['action'])}`));
  return collections
    .flatMap((collection) => ['read', 'create', 'update', 'delete'].map((action) => ({ collection, action })))
    .filter(({ collection, action }) => !there.has(`${collection} ${action}`));
}

/** Whose token it is, if anybody's. */
async function ownerOf(url: string, token: string): Promise<string | undefined> {
  const body = { query: { filter: { id: { _eq: '$CURRENT_USER' } }, fields: ['id'] } };
  // Refused: it is nobody's.
  const found = await adminRequest(url, token)({ method: 'SEARCH', path: '/users', body }).catch(() => []);
  return idOf(rows.catch([]).parse(found));
}

async function createRole(request: AdminRequest): Promise<string> {
  const id = randomUUID();
  // App access lets it read its own role and permissions: without them absent could not be told from hidden.
  const body = { id, name, icon: 'sync', app_access: true, admin_access: false };
  await request({ method: 'POST', path: '/roles', body });
  return id;
}

async function createUser(request: AdminRequest, role: string): Promise<string> {
  const id = randomUUID();
  await request({ method: 'POST', path: '/users', body: { id, first_name: name, role } });
  return id;
}
