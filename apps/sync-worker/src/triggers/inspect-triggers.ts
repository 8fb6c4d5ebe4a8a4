import type { Client } from 'pg';
import {
  activityTable,
  authorTrigger,
  schemaStatements,
  triggerSchema,
  triggersOf,
  versionOf,
  type WatchedTable,
} from './trigger-sql.ts';

/** What Directus' database has of the triggers, and what this role may do there. */
export interface TriggerState {
  readonly role: string;
  readonly database: string;
  /** `null`: there is none. */
  readonly schema: { readonly isOurs: boolean; readonly comment: string | null } | null;
  /** Comment of the schema when all of it is as it should be. */
  readonly version: string;
  /** Every statement that makes the triggers. */
  readonly statements: readonly string[];
  /** Tables whose triggers are missing or switched off, by their names in Directus. */
  readonly unwatched: readonly string[];
  /** Tables that Directus should have, and this database has not. */
  readonly absent: readonly string[];
  /** Rights that installing takes and the role has not, as the `grant` that gives them. */
  readonly installGrants: readonly string[];
  /** Rights that reading takes and the role has not, as the `grant` that gives them. */
  readonly readGrants: readonly string[];
}

interface TableRow {
  readonly name: string;
  readonly qualified: string | null;
  readonly may_trigger: boolean | null;
  readonly triggers: readonly string[] | null;
}

const tablesQuery = `
  select given.name, tables.oid::regclass::text as qualified,
    has_table_privilege(tables.oid, 'trigger') as may_trigger,
    (select array_agg(tgname::text) from pg_trigger
      join pg_proc on pg_proc.oid = tgfoid join pg_namespace on pg_namespace.oid = pronamespace
      where tgrelid = tables.oid and nspname = $2 and tgenabled in ('O', 'A')) as triggers
  from unnest($1::text[]) as given (name)
  left join pg_class as tables on tables.oid = to_regclass(quote_ident(given.name))`;

const roleQuery = `
  select current_user as role, quote_ident(current_user) as role_name, current_database() as database,
    quote_ident(current_database()) as database_name,
    has_database_privilege(current_database(), 'create') as may_create,
    pg_has_role(nspowner, 'usage') as is_ours, obj_description(pg_namespace.oid) as comment,
    has_schema_privilege(pg_namespace.oid, 'usage') as may_use
  from (select) as one left join pg_namespace on nspname = $1`;

const changesQuery = `
  select has_table_privilege(oid, 'select') as may_select, has_table_privilege(oid, 'delete') as may_delete
  from pg_class where oid = to_regclass($1)`;

/** Reads what there is; changes nothing. */
export async function inspectTriggers(
  client: Client,
  watched: readonly WatchedTable[],
): Promise<TriggerState> {
  const names = [...watched.map(({ collection }) => collection), activityTable];
  const { rows: tables } = await client.query<TableRow>(tablesQuery, [names, triggerSchema]);
  const { rows: roles } = await client.query(roleQuery, [triggerSchema]);
  const [role] = roles;
  const byName = new Map(tables.map((table) => [table.name, table]));
  const triggers = new Map([
    ...watched.map(
      (table) =>
        [table.collection, triggersOf(byName.get(table.collection)?.qualified ?? '', table)] as const,
    ),
    [activityTable, authorTrigger(byName.get(activityTable)?.qualified ?? '')] as const,
  ]);
  const statements = [...schemaStatements, ...[...triggers.values()].flatMap((each) => Object.values(each))];
  const there = tables.filter(({ qualified }) => qualified !== null);
  const hasSchema = role?.is_ours !== null;
  return {
    role: role?.role ?? '',
    database: role?.database ?? '',
    schema: hasSchema ? { isOurs: role?.is_ours === true, comment: role?.comment ?? null } : null,
    version: versionOf(statements),
    statements,
    unwatched: there
      .filter(({ name, triggers: found }) =>
        Object.keys(triggers.get(name) ?? {}).some((each) => found?.includes(each) !== true),
      )
      .map(({ name }) => name),
    absent: tables.filter(({ qualified }) => qualified === null).map(({ name }) => name),
    installGrants: [
      ...(role?.may_create === true
        ? []
        : [`grant create on database ${role?.database_name} to ${role?.role_name}`]),
      ...there
        .filter(({ may_trigger }) => may_trigger !== true)
        .map(({ qualified }) => `grant trigger on ${qualified} to ${role?.role_name}`),
    ],
    readGrants: hasSchema ? await missingToRead(client, role) : [],
  };
}

async function missingToRead(
  client: Client,
  role: { readonly may_use: boolean; readonly role_name: string },
): Promise<string[]> {
  if (!role.may_use)
    return [
      `grant usage on schema ${triggerSchema} to ${role.role_name}`,
      `grant select, delete on ${triggerSchema}.changes to ${role.role_name}`,
    ];
  const { rows } = await client.query(changesQuery, [`${triggerSchema}.changes`]);
  const [may] = rows;
  const missing = ['select', 'delete'].filter((right) => may?.[`may_${right}`] !== true);
  return missing.length === 0
    ? []
    : [`grant ${missing.join(', ')} on ${triggerSchema}.changes to ${role.role_name}`];
}
