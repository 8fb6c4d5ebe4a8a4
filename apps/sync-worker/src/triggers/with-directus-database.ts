import { Client } from 'pg';

/** How Directus' database is opened. */
export interface DirectusDatabaseOptions {
  /** Connection string: `DIRECTUS_DATABASE_URL`. */
  readonly url: string;
  /** Told when the connection is lost, used or not. @default nobody: what is asked over it fails, too */
  readonly onError?: (error: Error) => void;
}

// Whoever stops in the middle of a transaction must not keep its locks from everybody else.
const longestPause = 30_000;
const longestStatement = 30_000;

/**
 * Opens one connection to Directus' database.
 * @throws {Error} that names the variable, the host and the database, and never the password.
 */
export async function openDirectusDatabase({
  url,
  onError = () => undefined,
}: DirectusDatabaseOptions): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'unified-sync',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: longestPause,
    statement_timeout: longestStatement,
    // A server that is gone answers nothing, not even an error.
    query_timeout: longestStatement + 5_000,
  });
  client.on('error', onError);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { host, port, database } = client;
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(
      `DIRECTUS_DATABASE_URL: PostgreSQL at ${host}:${port}, database "${database}", cannot be used: ${cause}`,
      { cause: error },
    );
  }
}

/** Lends a connection to `work`. @throws {Error} as {@link openDirectusDatabase}, and what `work` throws. */
export async function withDirectusDatabase<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await openDirectusDatabase({ url });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
