import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, dropDatabase } from '../database/create-database.ts';

/** A database of this test run. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Creates a database for the calling test file on the PostgreSQL of this test run. `drop` it, or the end of
 * the run does.
 *
 * @param template Name of a database to copy. @default an empty one
 */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `${inject('databasePrefix')}${randomBytes(6).toString('hex')}`;
  const url = await createDatabase({ serverUrl, name, ...(template !== undefined && { template }) });
  return { url, drop: async () => await dropDatabase({ serverUrl, name }) };
}
