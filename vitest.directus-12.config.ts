import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const worker = 'apps/sync-worker/src';

/** The tests that start a Directus, on the version of `e2e/directus-12`: `pnpm test:directus-12`. */
export default mergeConfig(
  { ...base, test: { ...base.test, projects: undefined, exclude: [], reporters: [] } },
  {
    test: {
      include: [
        `${worker}/{cli,hub,ingress,reporting,schedule,triggers,worker}/**/*.test.ts`,
        'apps/{directus-extension,directus-server}/src/**/*.test.ts',
        'packages/directus-schema/src/apply-schema.test.ts',
      ],
      exclude: [
        '**/node_modules/**',
        // What they say of roles and rules is of version 10; `policies.directus-12.test.ts` says it of 12.
        `${worker}/hub/access.test.ts`,
        // They ask no Directus.
        `${worker}/hub/{odd-answers,policy-access,hub-options,directus-error}.test.ts`,
        `${worker}/{ingress/{gather-hints,limit-body},cli/clock-skew,worker/uuid-v5}.test.ts`,
        'apps/directus-extension/src/{config,hint-buffer,hint-sender}.test.ts',
        'apps/directus-server/src/{database,testing}/**',
        'apps/directus-server/src/log-tail.test.ts',
      ],
      env: { DIRECTUS_INSTALLATION: fileURLToPath(new URL('./e2e/directus-12', import.meta.url)) },
      reporters: ['default', ['json', { outputFile: 'node_modules/.vitest/results-directus-12.json' }]],
    },
  },
);
