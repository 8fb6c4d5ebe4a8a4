import { ApiError } from '@unified-sync/http-client';
import { z } from 'zod';
import { type HubServer, readServer } from './collection-schema.ts';
import { readCurrentUser } from './current-user.ts';
import type { DirectusClient } from './directus-client.ts';
import { failureText } from './directus-error.ts';
import type { ResolvedCollection } from './hub-options.ts';
import { hasPolicies } from './permission-model.ts';

export type Action = 'read' | 'create' | 'update' | 'delete';

/** What the user may do to a collection. */
interface Grant {
  readonly action: string;
  /** True: to some items only. */
  readonly isPartial: boolean;
  readonly fields: readonly string[];
}

const permissions = z.array(
  z.object({
    action: z.string(),
    permissions: z.record(z.string(), z.unknown()).nullable(),
    fields: z.array(z.string()).nullable(),
  }),
);

const access = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({ access: z.enum(['none', 'partial', 'full']), fields: z.array(z.string()).nullish() }),
  ),
);

/**
 * Why the worker's user may not do this to every item and every field of a collection; `undefined`: it may, as
 * proven just now. What a permission hides from us looks as if it did not exist: without this proof, absent is
 * unknown.
 *
 * @param known - the server, where it was asked for lately; a version that is not running any more proves nothing
 */
export async function accessProblem(
  client: DirectusClient,
  collection: ResolvedCollection,
  actions: readonly Action[],
  known?: Pick<HubServer, 'version'>,
): Promise<string | undefined> {
  try {
    const { version } = known ?? (await readServer(client));
    return await problemIn(client, collection, actions, version);
  } catch (error) {
    // Another version may be running by now, whose permissions are asked for in another way.
    if (known !== undefined) return await accessProblem(client, collection, actions);
    if (error instanceof z.ZodError)
      return `what it may do in ${collection.name} cannot be told from the answer`;
    if (!ApiError.isInstance(error)) throw error;
    return (
      `it cannot be proven that nothing in ${collection.name} is hidden (${failureText(error)}). ` +
      'Use the token of an administrator, or let its role read its user, its role and its permissions.'
    );
  }
}

async function problemIn(
  client: DirectusClient,
  collection: ResolvedCollection,
  actions: readonly Action[],
  version: string | null,
): Promise<string | undefined> {
  const granted = await (hasPolicies(version) ? grantsOfPolicies : grantsOfRole)(client, collection.name);
  const problems = actions.flatMap((action) => problemOf(collection, action, granted) ?? []);
  if (problems.length === 0) return undefined;
  // An administrator needs no permission.
  return (await readCurrentUser(client, version)).isAdmin ? undefined : problems.join('; ');
}

async function grantsOfRole(client: DirectusClient, collection: string): Promise<readonly Grant[]> {
  const own = { role: { _eq: '$CURRENT_ROLE' } };
  const { items } = await client.search('/permissions', {
    filter: { _and: [own, { collection: { _eq: collection } }] },
    fields: ['action', 'permissions', 'fields'],
    limit: -1,
  });
  return permissions.parse(items).map(({ action, permissions: rule, fields }) => ({
    action,
    isPartial: Object.keys(rule ?? {}).length > 0,
    fields: fields ?? [],
  }));
}

/** All policies of the user together, as Directus itself adds them up. */
async function grantsOfPolicies(client: DirectusClient, collection: string): Promise<readonly Grant[]> {
  const all = await client.getFresh('/permissions/me', access);
  return Object.entries(all[collection] ?? {})
    .filter(([, granted]) => granted.access !== 'none')
    .map(([action, granted]) => ({
      action,
      isPartial: granted.access === 'partial',
      fields: granted.fields ?? [],
    }));
}

function problemOf(
  { name, read }: ResolvedCollection,
  action: Action,
  granted: readonly Grant[],
): string | undefined {
  const own = granted.filter((permission) => permission.action === action);
  const [permission] = own;
  if (permission === undefined) return `the worker's role may not ${action} items of ${name}`;
  if (own.some(({ isPartial }) => isPartial))
    return `the worker's role may ${action} only some items of ${name}: take the rule away, or use an administrator's token`;
  const fields = new Set(own.flatMap((each) => each.fields));
  const closed = fields.has('*') || action === 'delete' ? [] : read.filter((field) => !fields.has(field));
  return closed.length === 0
    ? undefined
    : `the worker's role may not ${action} ${closed.join(', ')} of ${name}`;
}
