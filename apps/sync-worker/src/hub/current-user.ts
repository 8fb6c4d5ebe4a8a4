import { z } from 'zod';
import type { DirectusClient } from './directus-client.ts';

/** The user whose token the worker has. */
export interface HubUser {
  readonly id: string;
  readonly email: string | null;
  /** Name of its role. */
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
 * @throws {ApiError} where Directus does not say it; 403 where the user may not read its own role.
 */
export async function readCurrentUser(client: DirectusClient): Promise<HubUser> {
  const filter = { id: { _eq: '$CURRENT_USER' } };
  const { items } = await client.search('/users', { filter, fields, limit: 1 });
  const [user] = users.parse(items);
  if (user === undefined) throw new Error('unreachable: the schema asks for one user');
  const { id, email, role } = user;
  return { id, email, role: role?.name ?? null, isAdmin: role?.admin_access ?? false };
}
