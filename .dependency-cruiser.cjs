/** Which folder may import which: the import rules of ARCHITECTURE.md, one entry each. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'packages-not-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: 'client-imports-only-http-client-and-money',
      severity: 'error',
      from: { path: '^packages/([^/]+-client|vision-ocr)/', pathNot: '^packages/http-client/' },
      to: { path: '^(packages|apps)/', pathNot: ['^packages/$1/', '^packages/(http-client|money)/'] },
    },
    {
      name: 'http-client-and-money-stand-alone',
      severity: 'error',
      from: { path: '^packages/(http-client|money)/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'engine-imports-only-money',
      severity: 'error',
      from: { path: '^packages/sync-engine/' },
      to: { path: '^(packages|apps)/', pathNot: ['^packages/(sync-engine|money)/'] },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      from: { path: '^packages/sync-engine/src/', pathNot: '\\.test\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-peer'],
        pathNot: '(^|/)node_modules/(.*/)?zod/',
      },
    },
    {
      name: 'main-entry-has-no-node-builtin',
      severity: 'error',
      from: {
        path: '^packages/[^/]+/src/',
        pathNot: ['\\.test\\.ts$', '/src/(node|testing)/', '/src/(node|testing)\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testing-only-in-tests-and-demo',
      severity: 'error',
      from: { pathNot: ['\\.test\\.ts$', '/src/testing/', '^apps/demo/', '^bench/', '^tools/'] },
      to: { path: '^packages/[^/]+/src/testing/' },
    },
    {
      name: 'connector-not-connector',
      severity: 'error',
      from: { path: '^apps/sync-worker/src/connectors/([^/]+)/' },
      to: {
        path: '^apps/sync-worker/src/connectors/([^/]+)/',
        pathNot: '^apps/sync-worker/src/connectors/$1/',
      },
    },
    {
      name: 'mappings-do-no-io',
      severity: 'error',
      from: { path: '/mappings/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^apps/sync-worker/src/(hub|queue|store|ingress|cli)/'] },
    },
    {
      name: 'mappings-import-no-builtin',
      severity: 'error',
      from: { path: '/mappings/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-hub-imports-directus',
      severity: 'error',
      from: { path: '^apps/sync-worker/src/', pathNot: '^apps/sync-worker/src/hub/' },
      to: { path: '(^|/)node_modules/(.*/)?@directus/sdk/' },
    },
    {
      name: 'only-queue-imports-bullmq',
      severity: 'error',
      from: { path: '^apps/sync-worker/src/', pathNot: '^apps/sync-worker/src/queue/' },
      to: { path: '(^|/)node_modules/(.*/)?bullmq/' },
    },
    {
      name: 'no-junk-drawer',
      severity: 'error',
      from: {},
      to: { path: '^(packages|apps)/(utils|common|core|shared)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@unified-sync/source', 'import', 'default'],
    },
  },
};
