/** A file with one import, and the rules that must report it: none where the import is allowed. */
export interface Planting {
  readonly from: string;
  readonly imports: string;
  readonly rules: readonly string[];
}

const breaks = (rule: string, from: string, imports: string): Planting => ({ from, imports, rules: [rule] });
const allowed = (from: string, imports: string): Planting => ({ from, imports, rules: [] });

const anywhere = [
  breaks('no-cycles', 'packages/money/src/chicken.ts', './egg.ts'),
  // dependency-cruiser reports a cycle once, at the first of its modules.
  allowed('packages/money/src/egg.ts', './chicken.ts'),
  breaks('no-unresolvable', 'packages/money/src/lost.ts', './nowhere.ts'),
  breaks('no-build-output', 'packages/money/src/stale.ts', '../dist/index.js'),
  breaks('no-junk-drawer', 'packages/money/src/from-file.ts', './utils.ts'),
  breaks('no-junk-drawer', 'packages/money/src/from-folder.ts', './shared/anything.ts'),
  breaks('no-junk-drawer', 'apps/demo/src/from-package.ts', '@unified-sync/common'),
  allowed('apps/demo/src/builtin.ts', 'node:util/types'),
  breaks('packages-not-apps', 'packages/money/src/upwards.ts', '../../../apps/demo/src/plain.ts'),
  allowed('packages/money/src/upwards.test.ts', '../../../apps/demo/src/plain.ts'),
  breaks('products-not-tools', 'apps/demo/src/tool.ts', '../../../tools/some-tool/src/index.ts'),
];

const packages = [
  breaks(
    'client-imports-only-http-client-and-money',
    'packages/revolut-client/src/neighbour.ts',
    '@unified-sync/invoice-ninja-client',
  ),
  breaks(
    'client-imports-only-http-client-and-money',
    'packages/vision-ocr/src/engine.ts',
    '@unified-sync/sync-engine',
  ),
  breaks(
    'client-imports-only-http-client-and-money',
    'packages/revolut-client/src/testing/neighbour.ts',
    '@unified-sync/invoice-ninja-client/testing',
  ),
  allowed('packages/revolut-client/src/http.ts', '@unified-sync/http-client'),
  allowed('packages/revolut-client/src/amount.ts', '@unified-sync/money'),
  allowed('packages/revolut-client/src/npm.ts', 'ky'),
  breaks('http-client-and-money-stand-alone', 'packages/http-client/src/amount.ts', '@unified-sync/money'),
  breaks('engine-imports-only-money', 'packages/sync-engine/src/http.ts', '@unified-sync/http-client'),
  breaks('engine-imports-only-money', 'packages/sync-engine/simulation/http.ts', '@unified-sync/http-client'),
  allowed('packages/sync-engine/src/amount.ts', '@unified-sync/money'),
  allowed('packages/sync-engine/src/schema.ts', 'zod'),
  breaks('engine-is-pure', 'packages/sync-engine/src/npm.ts', 'ky'),
  // Two rules guard this line, each for a reason of its own.
  {
    from: 'packages/sync-engine/src/file.ts',
    imports: 'node:fs',
    rules: ['engine-is-pure', 'main-entry-has-no-node-builtin'],
  },
  breaks('engine-is-pure', 'packages/sync-engine/src/testing/file.ts', 'node:fs'),
  allowed('packages/sync-engine/src/plan.test.ts', 'fast-check'),
  allowed('packages/sync-engine/simulation/file.ts', 'node:fs'),
  breaks('src-not-simulation', 'packages/sync-engine/src/world.ts', '../simulation/plain.ts'),
  breaks('src-not-dev-dependency', 'packages/money/src/arbitrary.ts', 'fast-check'),
  allowed('packages/money/src/money.test.ts', 'fast-check'),
  allowed('packages/http-client/src/testing/server.ts', 'msw'),
  breaks('main-entry-has-no-node-builtin', 'packages/http-client/src/file.ts', 'node:fs'),
  allowed('packages/http-client/src/testing/file.ts', 'node:fs'),
  breaks('main-entry-not-node-entry', 'packages/http-client/src/certificate.ts', './node/index.ts'),
  allowed('packages/http-client/src/node/file.ts', 'node:fs'),
  allowed('packages/http-client/src/node.test.ts', './node/index.ts'),
];

const testing = [
  breaks('testing-only-in-tests-and-demo', 'packages/http-client/src/server.ts', './testing/index.ts'),
  breaks(
    'testing-only-in-tests-and-demo',
    'apps/sync-worker/src/connectors/revolut/fake.ts',
    '@unified-sync/revolut-client/testing',
  ),
  breaks(
    'testing-only-in-tests-and-demo',
    'packages/sync-engine/src/plan/plan.ts',
    './testing/build-model.ts',
  ),
  allowed('packages/sync-engine/src/plan/plan.test.ts', './testing/build-model.ts'),
  allowed('packages/sync-engine/src/plan/testing/arbitrary-model.ts', 'fast-check'),
  allowed('packages/revolut-client/src/testing/server.ts', '@unified-sync/http-client/testing'),
  allowed('packages/revolut-client/src/client.test.ts', './testing/index.ts'),
  allowed('apps/demo/src/providers.ts', '@unified-sync/revolut-client/testing'),
];

const bothSides = [
  breaks(
    'only-worker-knows-both-sides',
    'packages/directus-schema/src/client.ts',
    '@unified-sync/revolut-client',
  ),
  breaks(
    'only-worker-knows-both-sides',
    'apps/directus-extension/src/client.ts',
    '@unified-sync/revolut-client',
  ),
  allowed('apps/directus-extension/src/http.ts', '@unified-sync/http-client'),
  breaks('packages-know-no-directus', 'packages/revolut-client/src/hub.ts', '@directus/sdk'),
  allowed('packages/directus-schema/src/types.ts', '@directus/sdk'),
];

const worker = [
  breaks(
    'connector-not-connector',
    'apps/sync-worker/src/connectors/revolut/neighbour.ts',
    '../invoice-ninja/connector.ts',
  ),
  allowed('apps/sync-worker/src/connectors/revolut/own.ts', './connector.ts'),
  allowed('apps/sync-worker/src/connectors/registry.ts', './revolut/connector.ts'),
  breaks(
    'hub-and-connectors-do-not-meet',
    'apps/sync-worker/src/connectors/revolut/hub.ts',
    '../../hub/read.ts',
  ),
  breaks(
    'hub-and-connectors-do-not-meet',
    'apps/sync-worker/src/hub/connector.ts',
    '../connectors/revolut/connector.ts',
  ),
  breaks('mappings-do-no-io', 'apps/sync-worker/src/connectors/revolut/mappings/live.ts', '../connector.ts'),
  breaks(
    'mappings-do-no-io',
    'apps/sync-worker/src/connectors/revolut/mappings/http.ts',
    '@unified-sync/http-client',
  ),
  breaks('mappings-do-no-io', 'apps/sync-worker/src/connectors/revolut/mappings/npm.ts', 'ky'),
  breaks('mappings-do-no-io', 'apps/sync-worker/src/connectors/revolut/mappings/file.ts', 'node:fs'),
  allowed('apps/sync-worker/src/connectors/revolut/mappings/codec.ts', './plain.ts'),
  allowed('apps/sync-worker/src/connectors/revolut/mappings/amount.ts', '@unified-sync/money'),
  allowed('apps/sync-worker/src/connectors/revolut/mappings/types.ts', '@unified-sync/revolut-client'),
  allowed('apps/sync-worker/src/connectors/revolut/mappings/schema.ts', 'zod'),
  breaks('only-hub-imports-directus', 'apps/sync-worker/src/store/directus.ts', '@directus/sdk'),
  allowed('apps/sync-worker/src/hub/directus.ts', '@directus/sdk'),
  breaks('only-queue-imports-bullmq', 'apps/sync-worker/src/store/jobs.ts', 'bullmq'),
  allowed('apps/sync-worker/src/queue/jobs.ts', 'bullmq'),
  breaks('nothing-imports-main', 'apps/sync-worker/src/store/main.ts', '../main.ts'),
  allowed('apps/sync-worker/src/main.test.ts', './main.ts'),
  allowed('apps/sync-worker/src/main.ts', './connectors/registry.ts'),
];

/** Every rule broken at least once, and beside it the nearest import that must stay allowed. */
export const plantings: readonly Planting[] = [...anywhere, ...packages, ...testing, ...bothSides, ...worker];
