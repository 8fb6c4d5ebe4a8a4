import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const worker = 'apps/sync-worker/src';

/** The tests that start a Directus, on the version of `e2e/directus-12`: `pnpm test:directus-12`. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [], reporters: [] } },
  {
    test: {
      include: [
        `${worker}/{cli,hub,ingress,reporting,schedule,triggers,worker}/**/*.test.ts`,
        'apps/{directus-extension,directus-server}/src/**/*.test.ts',
        'packages/directus-schema/src/apply-schema.test.ts',
      ],
      exclude: ['**/node_modules/**'],
      env: { DIRECTUS_INSTALLATION: fileURLToPath(new URL('./e2e/directus-12', import.meta.url)) },
      reporters: ['default', ['json', { outputFile: 'node_modules/.vitest/results-directus-12.json' }]],
    },
  },
);
