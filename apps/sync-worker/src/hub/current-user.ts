import { ApiError } from '@unified-sync/http-client';
import { z } from 'zod';
import { readServer } from './collection-schema.ts';
import type { DirectusClient } from './directus-client.ts';
import { hasPolicies } from './permission-model.ts';

/** The user whose token the worker has. */
export interface HubUser {
  readonly id: string;
  readonly email: string | null;
  /** Name of its role; `null`: it has none, or may not read it. */
  readonly role: string | null;
  /** True: permissions hide nothing from it. */
  readonly isAdmin: boolean;
}

const users = z
  .array(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      role: z.object({ name: z.string(), admin_access: z.boolean() }).nullable(),
    }),
  )
  .length(1);

const fields = ['id', 'email', 'role.name', 'role.admin_access'];

/**
 * Asks Directus who the token belongs to, now: no cache answers.
 * @param known - the version of Directus, where it was asked for just now
 * @throws {ApiError} where Directus does not say it; 403 where the user may not read its own role (version 10).
 */
export async function readCurrentUser(client: DirectusClient, known?: string | null): Promise<HubUser> {
  const version = known === undefined ? (await readServer(client)).version : known;
  if (hasPolicies(version)) return await readUserWithPolicies(client);
  const filter = { id: { _eq: '$CURRENT_USER' } };
  const { items } = await client.search('/users', { filter, fields, limit: 1 });
  const [user] = users.parse(items);
  if (user === undefined) throw new Error('unreachable: the schema asks for one user');
  const { id, email, role } = user;
  return { id, email, role: role?.name ?? null, isAdmin: role?.admin_access ?? false };
}

// What a user may not read of itself is left out; its id never is.
const self = z.object({
  id: z.string(),
  email: z.string().nullish(),
  role: z.object({ name: z.string().optional() }).nullish(),
});
const globals = z.object({ admin_access: z.boolean() });
const roles = z.array(z.object({ name: z.string() })).max(1);

async function readUserWithPolicies(client: DirectusClient): Promise<HubUser> {
  // Of these the cache may be old: who it is does not change, and a role is named here only to a user that may read
  // users, which the worker's own may not.
  const {
    id,
    email = null,
    role,
  } = await client.get('/users/me', self, { fields: fields.slice(0, 3).join(',') });
  const { admin_access: isAdmin } = await client.getFresh('/policies/me/globals', globals);
  return { id, email, role: role?.name ?? (await readRoleWithPolicies(client)), isAdmin };
}

/** Its role, which a user that may not read users has to ask for by itself. */
async function readRoleWithPolicies(client: DirectusClient): Promise<string | null> {
  try {
    const filter = { id: { _eq: '$CURRENT_ROLE' } };
    const { items } = await client.search('/roles', { filter, fields: ['name'], limit: 1 });
    return roles.parse(items)[0]?.name ?? null;
  } catch (error) {
    if (ApiError.isInstance(error) && error.status === 403) return null;
    throw error;
  }
}
