import { Client } from 'pg';

/**
 * Lends a connection to `work`.
 *
 * @throws {Error} that names the host and database where nobody answers, and never the password.
 */
export async function withConnection<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks between two queries would end the process; the next query reports it as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host, port, database } = client;
    throw new Error(`PostgreSQL at ${host}:${port}, database "${database}", cannot be used.`, {
      cause: error,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
