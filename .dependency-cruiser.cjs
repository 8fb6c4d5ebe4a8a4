/**
 * Which folder may import which: the import rules of ARCHITECTURE.md, one entry each.
 * `tools/boundaries` violates each of them once in a planted tree: a rule without a planting fails there.
 */
const test = '\\.test\\.ts$';
// Helpers of the tests of one folder; no entry of a package.
const testHelpers = '^(packages|apps)/[^/]+/src/.+/testing/';
const worker = '^apps/sync-worker/src/';
const npm = (name) => `node_modules/${name}/`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'No module imports itself through others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import resolves.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-build-output',
      comment: 'Sources import sources: nothing imports a `dist` of ours, which may be stale.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)dist/', pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'no-junk-drawer',
      comment: 'No package, folder or file is called `utils`, `common`, `core`, `shared` or `helpers`.',
      severity: 'error',
      from: {},
      to: {
        path: '^(packages|apps|bench|e2e|tools)/(|.*/)(utils?|common|core|shared|helpers?)(/|\\.ts$)',
        pathNot: '(^|/)node_modules/',
      },
    },
    {
      name: 'packages-not-apps',
      comment: 'A package imports no app; its tests may, to start a real Directus.',
      severity: 'error',
      from: { path: '^packages/', pathNot: test },
      to: { path: '^apps/' },
    },
    {
      name: 'products-not-tools',
      comment: 'Packages and apps import nothing from `tools`, `bench` or `e2e`.',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { path: '^(tools|bench|e2e)/' },
    },
    {
      name: 'client-imports-only-http-client-and-money',
      comment: 'A client imports `http-client`, `money` and npm packages, never another client.',
      severity: 'error',
      from: { path: '^packages/([^/]+-client|vision-ocr)/', pathNot: '^packages/http-client/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/(http-client|money)/'] },
    },
    {
      name: 'http-client-and-money-stand-alone',
      comment: '`http-client` and `money` import none of our packages.',
      severity: 'error',
      from: { path: '^packages/(http-client|money)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/' },
    },
    {
      name: 'engine-imports-only-money',
      comment: 'Of our packages, `sync-engine` imports `money` alone.',
      severity: 'error',
      from: { path: '^packages/sync-engine/' },
      to: { path: '^packages/', pathNot: '^packages/(sync-engine|money)/' },
    },
    {
      name: 'engine-is-pure',
      comment: 'Of npm, the sources of `sync-engine` import zod alone, and no Node built-in.',
      severity: 'error',
      from: { path: '^packages/sync-engine/src/', pathNot: [test, testHelpers] },
      to: {
        dependencyTypes: [
          'core',
          'npm',
          'npm-bundled',
          'npm-dev',
          'npm-no-pkg',
          'npm-optional',
          'npm-peer',
          'npm-unknown',
        ],
        pathNot: [npm('zod'), '^packages/'],
      },
    },
    {
      name: 'src-not-simulation',
      comment: 'What is published does not import the simulation that tries it.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: test },
      to: { path: '^packages/[^/]+/simulation/' },
    },
    {
      name: 'src-not-dev-dependency',
      comment: 'What is published imports no package that only a developer has installed.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [test, testHelpers] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'main-entry-has-no-node-builtin',
      comment: 'A package runs on edge runtimes: Node built-ins only under `src/node` and `src/testing`.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [test, '/src/(node|testing)(/|\\.ts$)'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-entry-not-node-entry',
      comment: 'A main entry does not import its `./node` entry.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [test, '/src/(node|testing)(/|\\.ts$)'] },
      to: { path: '^packages/[^/]+/src/node(/|\\.ts$)' },
    },
    {
      name: 'testing-only-in-tests-and-demo',
      comment: '`./testing` entries are imported by tests, the demo, `bench`, `e2e`, `tools` and each other.',
      severity: 'error',
      from: { pathNot: [test, '/src/testing(/|\\.ts$)', testHelpers, '^apps/demo/', '^(bench|e2e|tools)/'] },
      to: { path: ['^packages/[^/]+/src/testing(/|\\.ts$)', testHelpers] },
    },
    {
      name: 'only-worker-knows-both-sides',
      comment: 'Clients are imported by `sync-worker`, the demo, `bench`, `e2e` and `tools` alone.',
      severity: 'error',
      from: {
        path: '^(packages|apps)/',
        pathNot: ['^packages/([^/]+-client|vision-ocr)/', '^apps/(sync-worker|demo)/'],
      },
      to: { path: '^packages/([^/]+-client|vision-ocr)/', pathNot: '^packages/http-client/' },
    },
    {
      name: 'packages-know-no-directus',
      comment: 'Of the packages, only `directus-schema` may import something of Directus.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/directus-schema/' },
      to: { path: npm('(@directus|directus)') },
    },
    {
      name: 'connector-not-connector',
      comment: 'In the worker, a connector imports no other connector.',
      severity: 'error',
      from: { path: `${worker}connectors/([^/]+)/` },
      to: {
        path: `${worker}connectors/[^/]+/`,
        pathNot: [`${worker}connectors/$1/`, `${worker}connectors/testing/`],
      },
    },
    {
      name: 'hub-and-connectors-do-not-meet',
      comment: 'In the worker, `hub` and `connectors` do not import each other.',
      severity: 'error',
      from: { path: `${worker}(hub|connectors)/` },
      to: { path: `${worker}(hub|connectors)/`, pathNot: `${worker}$1/` },
    },
    {
      name: 'mappings-do-no-io',
      comment:
        'A mapping imports packages (not `http-client`), zod, the collections and files of its folder: no I/O.',
      severity: 'error',
      from: { path: '/(mappings|authority/collections)/', pathNot: test },
      to: { pathNot: ['/(mappings|authority/collections)/', '^packages/(?!http-client/)', npm('zod')] },
    },
    {
      name: 'only-hub-imports-directus',
      comment: 'In the worker, only `hub` imports the Directus SDK.',
      severity: 'error',
      from: { path: worker, pathNot: `${worker}hub/` },
      to: { path: npm('@directus/sdk') },
    },
    {
      name: 'only-queue-imports-bullmq',
      comment: 'Of packages and apps, only `queue` of the worker imports BullMQ.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `${worker}queue/` },
      to: { path: npm('bullmq') },
    },
    {
      name: 'nothing-imports-main',
      comment: '`main.ts` of the worker knows everything, so nothing but its test imports it.',
      severity: 'error',
      from: { pathNot: test },
      to: { path: `${worker}main\\.ts$` },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    exclude: { path: '(^|/)(\\.turbo|\\.mutants|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@unified-sync/source', 'import', 'default'],
    },
  },
};
