import { randomBytes } from 'node:crypto';
import { withConnection } from '../database/with-connection.ts';
import { dropDatabase } from '../database/create-database.ts';

declare module 'vitest' {
  /** What the global setup gives to the tests. */
  interface ProvidedContext {
    /** Connection string of the PostgreSQL of this test run, with a role that may do everything. */
    postgresUrl: string;
    /** What the names of all databases of this test run begin with: its end drops them. */
    databasePrefix: string;
  }
}

/** The databases of one run of the tests. */
export interface TestRun {
  /** What the names of all its databases begin with. */
  readonly databasePrefix: string;
  /** Drops all its databases, and those of runs that ended before they could. */
  end(): Promise<void>;
}

const anyRun = /^unified_sync_test_(?<pid>\d+)_/;

/** Begins a run of the tests on a PostgreSQL server; its databases carry the id of this process. */
export function createTestRun(serverUrl: string): TestRun {
  const databasePrefix = `unified_sync_test_${process.pid}_${randomBytes(3).toString('hex')}_`;
  const isOver = (name: string): boolean => {
    if (name.startsWith(databasePrefix)) return true;
    const pid = anyRun.exec(name)?.groups?.['pid'];
    return pid !== undefined && !isAlive(Number(pid));
  };
  return {
    databasePrefix,
    async end() {
      const names = await databaseNames(serverUrl);
      await Promise.all(names.filter(isOver).map(async (name) => await dropDatabase({ serverUrl, name })));
    },
  };
}

async function databaseNames(serverUrl: string): Promise<string[]> {
  return await withConnection(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    return rows.map(({ datname }) => datname);
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
