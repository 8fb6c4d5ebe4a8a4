import { inject } from 'vitest';
import { createDatabase } from '../database/create-database.ts';
import { withConnection } from '../database/with-connection.ts';
import { startDirectus } from '../start-directus.ts';

// Any number that nothing else on the server locks: test files of one run wait for each other here.
const templateLock = 7_305_310_134;

/** Name of a database with an empty Directus in it: the first test file that asks makes it for all of a run. */
export async function bootstrappedTemplate(): Promise<string> {
  const serverUrl = inject('postgresUrl');
  const name = `${inject('databasePrefix')}template`;
  return await withConnection(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const building = `${name}_building`;
      const url = await createDatabase({ serverUrl, name: building });
      const directus = await startDirectus({ databaseUrl: url });
      await directus.stop();
      await client.query(`alter database ${building} rename to ${name}`);
    }
    return name;
  });
}
