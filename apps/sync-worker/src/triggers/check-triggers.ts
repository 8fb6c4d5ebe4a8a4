import type { Client } from 'pg';
import { inspectTriggers } from './inspect-triggers.ts';
import { isAsItShouldBe } from './plan-triggers.ts';
import { triggerSchema, type WatchedTable } from './trigger-sql.ts';
import { withDirectusDatabase } from './with-directus-database.ts';

/** How the triggers are doing. */
export interface TriggerCheck {
  /** Why changes are not heard by them, with what to do; `null`: they are. */
  readonly problem: string | null;
  /** Changes that were noted and not read yet; `null`: it cannot be told. */
  readonly waiting: number | null;
  /** Seconds since the oldest of them. */
  readonly oldest: number;
}

/**
 * Asks Directus' database, live, for what `doctor` and `status` tell. Never throws what keeps it from answering.
 * @param userId The worker's user as Directus' API says it: a database that does not know it is another Directus'.
 */
export async function checkTriggers(
  url: string,
  tables: readonly WatchedTable[],
  userId?: string,
): Promise<TriggerCheck> {
  try {
    return await withDirectusDatabase(url, async (client) => await ask(client, tables, userId));
  } catch (error) {
    return {
      problem: error instanceof Error ? error.message : String(error),
      waiting: null,
      oldest: 0,
    };
  }
}

async function ask(
  client: Client,
  tables: readonly WatchedTable[],
  userId: string | undefined,
): Promise<TriggerCheck> {
  const state = await inspectTriggers(client, tables);
  const unknown = { waiting: null, oldest: 0 };
  const init = 'run `sync-worker init`';
  if (state.absent.length > 0)
    return {
      ...unknown,
      problem: `DIRECTUS_DATABASE_URL: database "${state.database}" has no table ${state.absent.join(', ')}: expected the database of the Directus at directusUrl`,
    };
  if (userId !== undefined && (await isUnknown(client, userId)))
    return {
      ...unknown,
      problem: `DIRECTUS_DATABASE_URL: database "${state.database}" does not know the worker's user: expected the database of the Directus at directusUrl, got that of another one`,
    };
  if (state.schema === null)
    return { ...unknown, problem: `there are no triggers in Directus' database: ${init}` };
  if (state.readGrants.length > 0)
    return {
      ...unknown,
      problem: `DIRECTUS_DATABASE_URL: role ${state.role} may not read what the triggers note. Run as their owner: ${state.readGrants.join('; ')}`,
    };
  const { rows } = await client.query<{ waiting: number; oldest: number }>(
    `select count(*)::integer as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(noted_at)), 0)::integer as oldest
     from (select noted_at from ${triggerSchema}.changes order by xid limit 100000) as noted`,
  );
  const found = rows[0] ?? unknown;
  if (state.unwatched.length > 0)
    return { ...found, problem: `no trigger watches ${state.unwatched.join(', ')}: ${init}` };
  if (!isAsItShouldBe(state))
    return {
      ...found,
      problem: `the triggers were installed by another version or for other names: ${init}`,
    };
  return { ...found, problem: null };
}

/** Only where the role may read users: it needs that for nothing else. */
async function isUnknown(client: Client, userId: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean | null }>(
    `select has_table_privilege(to_regclass('directus_users'), 'select') as may`,
  );
  if (rows[0]?.may !== true) return false;
  const { rowCount } = await client.query('select from directus_users where id::text = $1', [userId]);
  return rowCount === 0;
}
