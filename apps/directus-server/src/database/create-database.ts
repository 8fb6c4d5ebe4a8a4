import { DatabaseError, escapeIdentifier } from 'pg';
import { withConnection } from './with-connection.ts';

/** What {@link createDatabase} makes. */
export interface CreateDatabaseOptions {
  /** Connection string of any other database of the server, with a role that may create databases. */
  serverUrl: string;
  name: string;
  /** A database to copy, e.g. one with Directus in it: 0.1 s instead of 3 s. Nobody may be connected to it. */
  template?: string;
}

// PostgreSQL refuses to copy a database that somebody is connected to: its own workers are, for moments.
const objectInUse = '55006';
const attempts = 50;

/** Creates a database and gives its connection string. */
export async function createDatabase({ serverUrl, name, template }: CreateDatabaseOptions): Promise<string> {
  const copy = template === undefined ? '' : ` template ${escapeIdentifier(template)}`;
  await withConnection(serverUrl, async (client) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- the next attempt only after this one failed
        return await client.query(`create database ${escapeIdentifier(name)}${copy}`);
      } catch (error) {
        const isBusy = error instanceof DatabaseError && error.code === objectInUse;
        if (!isBusy || attempt === attempts) throw error;
        // oxlint-disable-next-line no-await-in-loop -- it is the pause between attempts
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
  return databaseUrl(serverUrl, name);
}

/** Drops a database if it is there, and disconnects whoever still uses it. */
export async function dropDatabase({ serverUrl, name }: { serverUrl: string; name: string }): Promise<void> {
  await withConnection(serverUrl, async (client) => {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  });
}

/** The connection string of another database of the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  // The driver reads the name with `decodeURI`.
  url.pathname = `/${encodeURI(name)}`;
  return url.href;
}
