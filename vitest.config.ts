import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests run against the sources: no build is needed before them, and no stale one can pass for the code.
const conditions = ['@unified-sync/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      '{packages,apps,tools}/*/{src,simulation,testing}/**/*.test.ts',
      '{bench,bench/*,e2e}/src/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/*.directus-12.test.ts'],
    globalSetup: ['./vitest.global-setup.ts', './vitest.postgres-setup.ts'],
    // CI counts by the second one: a summary line is for people.
    reporters: ['default', ['json', { outputFile: 'node_modules/.vitest/results.json' }]],
    // Much of their time tests wait, for leases, breakers and servers that start: with the one worker that a machine
    // with two cores gets, more than half of it stays unused.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Every Directus that a test starts compiles the same files.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url)) },
    // Nothing is mocked by module and nothing global is left changed, so files share what they import: to load it anew
    // for each of them took a third of the time.
    isolate: false,
    restoreMocks: true,
    allowOnly: false,
  },
});
