import { Client } from 'pg';

/** Runs a statement past Directus, as an import or an administrator of the database does. */
export async function runSql({ databaseUrl }: { databaseUrl: string }, statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
