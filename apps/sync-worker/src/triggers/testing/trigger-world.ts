import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { directusAdmin, type DirectusAdmin } from '../../hub/testing/directus-admin.ts';
import {
  ownerCompany,
  startWorld,
  type StartWorldOptions,
  type World,
} from '../../worker/testing/start-world.ts';
import { planTriggers } from '../plan-triggers.ts';
import { triggerSchema } from '../trigger-sql.ts';
import { watchedTables, type WatchedCollection } from '../watched-tables.ts';

/** A world with triggers in its Directus, and a person who works there. */
export interface TriggerWorld extends World {
  readonly tables: readonly WatchedCollection[];
  /** Directus as a person uses it: another user than the worker's. */
  readonly person: DirectusAdmin;
  /** A connection to Directus' database. */
  readonly sql: Client;
  /** What the triggers noted and nobody has read, oldest first. */
  readonly noted: () => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>;
  /** Forgets it. */
  readonly forget: () => Promise<void>;
  /** Creates a company as a person, and gives its id. */
  readonly createCompany: (name: string) => Promise<string>;
}

export async function startTriggerWorld(options: StartWorldOptions = {}): Promise<TriggerWorld> {
  const world = await startWorld(options);
  const tables = watchedTables(world.worker.model, options.names ?? {});
  await (await planTriggers({ url: world.directus.databaseUrl, tables })).apply();
  const sql = new Client({ connectionString: world.directus.databaseUrl });
  sql.on('error', () => undefined);
  await sql.connect();
  const person = await createPerson(world);
  return {
    ...world,
    tables,
    person,
    sql,
    noted: async () => (await sql.query(`select * from ${triggerSchema}.changes order by seq`)).rows,
    forget: async () => void (await sql.query(`delete from ${triggerSchema}.changes`)),
    async createCompany(name) {
      const id = randomUUID();
      const item = { id, name, type: 'client', owner_company: ownerCompany };
      await person.call('POST', '/items/companies', item);
      return id;
    },
    async stop() {
      await sql.end();
      await world.stop();
    },
  };
}

/** A second administrator, with a token of its own. */
async function createPerson({ admin, directus }: World): Promise<DirectusAdmin> {
  const token = `s${randomUUID()}`;
  const roles = await admin.call('GET', '/roles?filter[name][_eq]=Administrator&fields=id');
  const role = Array.isArray(roles) ? roles[0]?.id : undefined;
  await admin.call('POST', '/users', { first_name: 'Petra', role, token, status: 'active' });
  return directusAdmin({ url: directus.url, adminToken: token });
}
