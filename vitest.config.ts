import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './vitest.slowest-first.ts';

// Tests run against the sources: no build is needed before them, and no stale one can pass for the code.
const conditions = ['@unified-sync/source'];

const exclude = ['**/node_modules/**', '**/*.directus-12.test.ts'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude,
    globalSetup: ['./vitest.global-setup.ts', './vitest.postgres-setup.ts'],
    // CI counts by the second one: a summary line is for people.
    reporters: ['default', ['json', { outputFile: 'node_modules/.vitest/results.json' }]],
    // Much of their time tests wait, for leases, breakers and servers that start: with the one worker that a machine
    // with two cores gets, more than half of it stays unused.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Every Directus that a test starts compiles the same files.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url)) },
    sequence: { sequencer: SlowestFirst },
    restoreMocks: true,
    allowOnly: false,
    projects: [
      {
        extends: true,
        // Nothing is mocked by module and nothing global is left changed here, so files share what they import: to load
        // it anew for each of them took longer than the tests. What real servers and their clients leave in a process
        // keeps msw from breaking connections, so the others do not.
        test: {
          name: 'packages',
          isolate: false,
          include: ['packages/*/{src,simulation,testing}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'apps',
          include: ['{apps,tools}/*/src/**/*.test.ts', '{bench,bench/*,e2e}/src/**/*.test.ts'],
        },
      },
    ],
  },
});
