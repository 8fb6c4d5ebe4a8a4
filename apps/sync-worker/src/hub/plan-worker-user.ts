import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminRequest, type AdminRequest } from './admin-request.ts';
import { hasPolicies } from './permission-model.ts';

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
type Search = (path: string, filter: unknown) => Promise<z.output<typeof rows>>;

/** What a user without app access needs besides: to see which fields a collection has, and that its role is the worker's. */
const schemaReads: readonly Permission[] = [
  'directus_collections',
  'directus_fields',
  'directus_relations',
  'directus_roles',
].map((collection) => ({ collection, action: 'read' }));

/** What permissions hang on: a role up to version 10, a policy of the role from 11 on. */
interface Holder {
  readonly kind: 'role' | 'policy';
  readonly id: string | undefined;
  /** The role has it. */
  readonly isLinked: boolean;
}

/**
 * Plans a user and a role for the worker alone, which may read and write the synced collections and nothing
 * else. What is there stays. With policies it has no access to the app, so that it takes no seat of a licence that
 * counts them. Each permission is for all fields and all items: Directus 12 without a key refuses every other.
 * @throws {Error} where Directus refuses to be read.
 */
export async function planWorkerUser(options: WorkerUserOptions): Promise<WorkerUserPlan> {
  const { request, token, collections } = options;
  const search: Search = async (path, filter) =>
    rows.parse(await request({ method: 'SEARCH', path, body: { query: { filter, limit: -1 } } }));
  const role = idOf(await search('/roles', { name: { _eq: name } }));
  const holder = await findHolder(request, search, role);
  const granted =
    holder.id === undefined ? [] : await search('/permissions', { [holder.kind]: { _eq: holder.id } });
  const user = role === undefined ? undefined : idOf(await search('/users', { role: { _eq: role } }));
  const wanted = holder.kind === 'policy' ? schemaReads : [];
  const missing = missingPermissions([...wanted, ...permissionsOn(collections)], granted);
  const hasToken = user !== undefined && token !== undefined && (await ownerOf(options.url, token)) === user;
  return {
    userId: user,
    lines: [
      ...(role === undefined ? [`create role ${name}`] : []),
      ...(holder.isLinked || holder.kind === 'role' ? [] : [`give role ${name} a policy of its own`]),
      ...(missing.length === 0
        ? []
        : [`let role ${name} work on ${[...new Set(missing.map((one) => one.collection))].join(', ')}`]),
      ...(user === undefined ? [`create user ${name}`] : []),
      ...(hasToken ? [] : [`give user ${name} the worker's token`]),
    ],
    async apply() {
      const roleId = role ?? (await createRole(request, holder.kind));
      const holderId = holder.kind === 'role' ? roleId : await completePolicy(request, holder, roleId);
      if (missing.length > 0)
        await request({
          method: 'POST',
          path: '/permissions',
          body: missing.map((one) => ({
            ...one,
            [holder.kind]: holderId,
            fields: ['*'],
            permissions: {},
          })),
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

async function findHolder(request: AdminRequest, search: Search, role: string | undefined): Promise<Holder> {
  const { version } = server.parse(await request({ method: 'GET', path: '/server/info' }));
  if (!hasPolicies(version ?? null)) return { kind: 'role', id: role, isLinked: role !== undefined };
  const policy = idOf(await search('/policies', { name: { _eq: name }, admin_access: { _eq: false } }));
  const links =
    role === undefined || policy === undefined
      ? []
      : await search('/access', { role: { _eq: role }, policy: { _eq: policy } });
  return { kind: 'policy', id: policy, isLinked: links.length > 0 };
}

const server = z.object({ version: z.string().optional() });

const permissionsOn = (collections: readonly string[]): readonly Permission[] =>
  collections.flatMap((collection) =>
    ['read', 'create', 'update', 'delete'].map((action) => ({ collection, action })),
  );

function missingPermissions(
  wanted: readonly Permission[],
  granted: z.output<typeof rows>,
): readonly Permission[] {
  const there = new Set(granted.map((row) => `${String(row['collection'])} ${String(row['action'])}`));
  return wanted.filter(({ collection, action }) => !there.has(`${collection} ${action}`));
}

/** Whose token it is, if anybody's. */
async function ownerOf(url: string, token: string): Promise<string | undefined> {
  // Refused: it is nobody's.
  const found = await adminRequest(
    url,
    token,
  )({ method: 'GET', path: '/users/me?fields=id' }).catch(() => ({}));
  return idOf(rows.catch([]).parse([found]));
}

async function createRole(request: AdminRequest, holder: Holder['kind']): Promise<string> {
  const id = randomUUID();
  // App access lets it read its own role and permissions: without them absent could not be told from hidden.
  const access = holder === 'role' ? { app_access: true, admin_access: false } : {};
  const body = { id, name, icon: 'sync', ...access };
  await request({ method: 'POST', path: '/roles', body });
  return id;
}

async function completePolicy(request: AdminRequest, holder: Holder, role: string): Promise<string> {
  const policy = holder.id ?? randomUUID();
  if (holder.id === undefined) {
    const body = { id: policy, name, icon: 'sync', app_access: false, admin_access: false };
    await request({ method: 'POST', path: '/policies', body });
  }
  if (!holder.isLinked) await request({ method: 'POST', path: '/access', body: { role, policy } });
  return policy;
}

async function createUser(request: AdminRequest, role: string): Promise<string> {
  const id = randomUUID();
  await request({ method: 'POST', path: '/users', body: { id, first_name: name, role } });
  return id;
}
