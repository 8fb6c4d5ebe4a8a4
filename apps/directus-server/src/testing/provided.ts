import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the PostgreSQL that this test run uses, with a role that may do everything. */
    postgresUrl: string;
    /** What the names of all databases of this test run begin with: its end drops them. */
    databasePrefix: string;
  }
}
