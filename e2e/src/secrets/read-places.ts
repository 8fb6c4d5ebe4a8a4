import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Client } from 'pg';

/** Told of each text that is somewhere. */
export type Visit = (place: string, text: string) => void;

/** Every file of a folder and those in it. @param passOver folders in it that are not looked into */
export async function visitFiles(folder: string, passOver: ReadonlySet<string>, visit: Visit): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const place = relative(folder, join(entry.parentPath, entry.name));
    if (!entry.isFile() || [...passOver].some((one) => place.startsWith(`${one}/`))) continue;
    // oxlint-disable-next-line no-await-in-loop -- one file in memory at a time
    visit(`file ${place}`, await readFile(join(folder, place), 'latin1'));
  }
}

/** Every column of every row of every table of every schema of every database, the server's own apart. */
export async function visitTables(serverUrl: string, visit: Visit): Promise<void> {
  const databases = await rowsOf(
    serverUrl,
    'select datname as name from pg_database where not datistemplate',
  );
  for (const { name } of databases) {
    const url = new URL(serverUrl);
    url.pathname = `/${String(name)}`;
    // oxlint-disable-next-line no-await-in-loop -- one database after the other
    await visitDatabase(url.href, String(name), visit);
  }
}

const userTables = `
  select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema')`;

async function visitDatabase(url: string, database: string, visit: Visit): Promise<void> {
  for (const { name: table } of await rowsOf(url, userTables)) {
    // oxlint-disable-next-line no-await-in-loop -- one table in memory at a time
    for (const row of await rowsOf(url, `select row_to_json(one) as content from ${String(table)} as one`))
      for (const [column, value] of Object.entries(row['content'] ?? {}))
        visit(
          `table ${database}.${String(table)}.${column}`,
          typeof value === 'string' ? value : JSON.stringify(value),
        );
  }
}

async function rowsOf(url: string, query: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(query);
    return rows;
  } finally {
    await client.end();
  }
}
