import { type DirectusServer, startDirectus, type StartDirectusOptions } from '../start-directus.ts';
import { databaseTemplate, type Preparation } from './database-template.ts';
import { createTestDatabase } from './test-database.ts';

/** What a test may choose; its database is made for it. */
export interface StartTestDirectusOptions extends Omit<
  StartDirectusOptions,
  'databaseUrl' | 'isBootstrapped'
> {
  /** What it finds in it; made once for all test files of a run. @default nothing */
  readonly preparation?: Preparation;
}

/** A Directus of one test file. */
export interface TestDirectus extends DirectusServer {
  readonly databaseUrl: string;
  /** Ends it and drops its database. */
  stop(): Promise<void>;
}

/**
 * Starts a Directus for one test file, on a fresh copy of a database that this test run bootstrapped, and prepared, once:
 * about 2 s. Its cache is on, as where it is used in earnest.
 */
export async function startTestDirectus({
  preparation,
  ...options
}: StartTestDirectusOptions = {}): Promise<TestDirectus> {
  const database = await createTestDatabase(await databaseTemplate(preparation));
  const start = { cache: 'memory', ...options, databaseUrl: database.url, isBootstrapped: true } as const;
  try {
    const directus = await startDirectus(start);
    return {
      ...directus,
      databaseUrl: database.url,
      async stop() {
        await directus.stop();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
