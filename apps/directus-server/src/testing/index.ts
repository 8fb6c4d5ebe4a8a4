export type { Preparation } from './database-template.ts';
export { createTestRun, type TestRun } from './test-run.ts';
export {
  startTestDirectus,
  type StartTestDirectusOptions,
  type TestDirectus,
} from './start-test-directus.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
