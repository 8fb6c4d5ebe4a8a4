import { DatabaseError, escapeLiteral, type Client } from 'pg';
import { inspectTriggers, type TriggerState } from './inspect-triggers.ts';
import { dropStatement, triggerSchema, type WatchedTable } from './trigger-sql.ts';
import { withDirectusDatabase } from './with-directus-database.ts';

/** What would be done to the triggers. */
export interface TriggerPlan {
  /** One line for each change; none: they are as they should be. */
  readonly lines: readonly string[];
  /** Does it, at once or not at all. */
  readonly apply: () => Promise<void>;
}

/** Triggers that cannot be installed, read or removed; the message names the variable and what to do. */
export class TriggerError extends Error {
  override readonly name = 'TriggerError';
}

const nothing: TriggerPlan = { lines: [], apply: async () => undefined };

export interface PlanTriggersOptions {
  /** `DIRECTUS_DATABASE_URL` */
  readonly url: string;
  /** Gives the tables that are to be watched. */
  readonly tables: readonly WatchedTable[];
  /** Tables that Directus is about to get: they are missing only until then. @default none */
  readonly coming?: readonly string[];
}

/**
 * Plans the triggers in Directus' own database: what is there and as it should be stays.
 * @throws {TriggerError} where the role lacks rights, or the database is not that of Directus.
 */
export async function planTriggers(options: PlanTriggersOptions): Promise<TriggerPlan> {
  const { url, tables, coming = [] } = options;
  return await withDirectusDatabase(url, async (client) => {
    const state = await inspectTriggers(client, tables);
    refuse(state, coming);
    if (isAsItShouldBe(state)) return nothing;
    const names = tables.map(({ collection }) => collection).join(', ');
    return {
      lines: [
        state.schema === null
          ? `install triggers in Directus' database, schema ${triggerSchema}, on ${names}`
          : `install the triggers in Directus' database anew, on ${names}`,
      ],
      apply: async () => await withDirectusDatabase(url, async (other) => await install(other, tables)),
    };
  });
}

/**
 * Plans their removal: of the schema, the triggers, the functions and what was noted and not read yet.
 * @throws {TriggerError} where the schema is another role's.
 */
export async function planTriggerRemoval(url: string): Promise<TriggerPlan> {
  return await withDirectusDatabase(url, async (client) => {
    const { schema, role } = await inspectTriggers(client, []);
    if (schema === null) return nothing;
    if (!schema.isOurs)
      throw new TriggerError(
        `DIRECTUS_DATABASE_URL: schema ${triggerSchema} belongs to another role than ${role}: give the URL of the role that installed it`,
      );
    return {
      lines: [`remove the triggers from Directus' database, with schema ${triggerSchema}`],
      apply: async () =>
        await withDirectusDatabase(url, async (other) => await transaction(other, [dropStatement])),
    };
  });
}

/** True where every table is watched as this version does it. */
export const isAsItShouldBe = ({ schema, version, unwatched, absent }: TriggerState): boolean =>
  schema?.comment === version && unwatched.length === 0 && absent.length === 0;

function refuse(state: TriggerState, coming: readonly string[]): void {
  const absent = state.absent.filter((name) => !coming.includes(name));
  if (absent.length > 0)
    throw new TriggerError(
      `DIRECTUS_DATABASE_URL: database "${state.database}" has no table ${absent.join(', ')}: expected the database of the Directus at directusUrl`,
    );
  if (isAsItShouldBe(state)) return;
  if (state.schema !== null && !state.schema.isOurs)
    throw new TriggerError(
      `DIRECTUS_DATABASE_URL: schema ${triggerSchema} belongs to another role than ${state.role}, and is to be made anew: run \`sync-worker init\` with the URL of the role that installed it`,
    );
  if (state.installGrants.length > 0)
    throw new TriggerError(
      `DIRECTUS_DATABASE_URL: role ${state.role} may not install the triggers. Run as the owner of Directus' tables: ${state.installGrants.join('; ')}`,
    );
}

async function install(client: Client, tables: readonly WatchedTable[]): Promise<void> {
  // Planned anew: the tables may have been made since.
  const state = await inspectTriggers(client, tables);
  refuse(state, []);
  await transaction(client, [
    ...state.statements,
    `comment on schema ${triggerSchema} is ${escapeLiteral(state.version)}`,
  ]);
}

const lockNotAvailable = '55P03';

/** All or nothing: while it is made anew, no write goes by unseen, since the tables are locked until the end. */
async function transaction(client: Client, statements: readonly string[]): Promise<void> {
  await client.query('begin');
  try {
    // Whoever waits for a lock makes everybody behind it wait: rather give up than stop Directus.
    await client.query(`set local lock_timeout = '5s'`);
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (error instanceof DatabaseError && error.code === lockNotAvailable)
      throw new TriggerError(
        "A long transaction in Directus' database holds a table that is to be watched. Nothing was changed: try again when it has ended.",
        { cause: error },
      );
    throw error;
  }
}
