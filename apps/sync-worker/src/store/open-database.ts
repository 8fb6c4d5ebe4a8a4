import { Kysely, PostgresDialect } from 'kysely';
import { Pool, TypeOverrides, types } from 'pg';
import type { Tables } from './tables.ts';

export interface OpenDatabaseOptions {
  /** Connection string, e.g. `postgres://user:password@host:5432/database`. */
  readonly url: string;
  /** Schema that holds our tables. */
  readonly schema: string;
  /** Connections held at most. @default 10 */
  readonly maxConnections?: number;
  /** Told when a connection is lost. What was asked over it fails by itself; the next query opens another. */
  readonly onError: (error: Error) => void;
}

/** A pool of connections, typed with the tables of the store. */
export type Database = Kysely<Tables>;

// Numbers of 64 bits are numbers: ours count commits and rows, and stay below 2^53.
const numbers = new TypeOverrides();
numbers.setTypeParser(types.builtins.INT8, Number);

// Whoever stops in the middle of a transaction must not keep its locks from everybody else.
const longestPause = 30_000;

/** Opens a pool of connections to the store's database. Ends with `destroy()`. */
export function openDatabase({ url, schema, maxConnections = 10, onError }: OpenDatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    application_name: 'unified-sync',
    idle_in_transaction_session_timeout: longestPause,
    connectionTimeoutMillis: 10_000,
    types: numbers,
  });
  // The loss of a connection is an event of that connection, used or not, and one of the pool where it was not: each
  // of them ends the process where nobody listens. What was asked over it fails, too.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
}
