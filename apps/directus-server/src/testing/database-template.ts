import { inject } from 'vitest';
import { createDatabase, dropDatabase } from '../database/create-database.ts';
import { withConnection } from '../database/with-connection.ts';
import { type DirectusServer, startDirectus } from '../start-directus.ts';

/** What several test files want to find in their Directus. */
export interface Preparation {
  /** Lower case, unlike that of any other. */
  readonly name: string;
  readonly prepare: (directus: DirectusServer) => Promise<void>;
}

// Any number that nothing else on the server locks: test files of one run wait for each other here.
const templateLock = 7_305_310_134;

/**
 * Name of a database with an empty Directus in it, or a prepared one: the first test file that asks makes it for all of a
 * run.
 */
export async function databaseTemplate(preparation?: Preparation): Promise<string> {
  // Before its lock is taken: what is prepared begins as a copy of what is not.
  const source = preparation === undefined ? undefined : await databaseTemplate();
  const serverUrl = inject('postgresUrl');
  const name = `${inject('databasePrefix')}template${preparation === undefined ? '' : `_${preparation.name}`}`;
  return await withConnection(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const building = `${name}_building`;
      // Of a file that could not prepare it: each is to fail with the cause.
      await dropDatabase({ serverUrl, name: building });
      const url = await createDatabase({
        serverUrl,
        name: building,
        ...(source !== undefined && { template: source }),
      });
      const directus = await startDirectus({ databaseUrl: url, isBootstrapped: source !== undefined });
      try {
        await preparation?.prepare(directus);
      } finally {
        await directus.stop();
      }
      await client.query(`alter database ${building} rename to ${name}`);
    }
    return name;
  });
}
