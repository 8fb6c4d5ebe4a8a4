import type { Edit, Path } from './edit.ts';

const at = (path: Path, ...values: readonly unknown[]): Edit[] => values.map((value) => ({ path, value }));
const variable = (name: string, ...values: readonly (string | undefined)[]): Edit[] =>
  values.map((value) => ({ path: [name], value, isEnvironment: true }));
const acme = ['connections', 'ninja-acme'] as const;

/** Edits behind which a worker starts as before: what is left out has a default, and what is written otherwise is the same. */
export const harmless: readonly Edit[] = [
  ...at(
    ['directusUrl'],
    'https://directus.example.com/',
    'HTTPS://directus.example.com',
    'http://127.0.0.1:8055',
    'http://[::1]:8055',
    'https://example.com/directus',
    'https://example.com/directus//',
  ),
  ...at(['publicUrl'], undefined, 'http://worker:3000', 'https://example.com/sync/'),
  ...at(
    ['names'],
    undefined,
    {},
    { companies: 'firms' },
    { companies: {} },
    { companies: { collection: 'firms', fields: {} } },
  ),
  ...at(['acceptSchema'], undefined, [], ['companies', 'people.name', 'a.b.c']),
  ...at(['ownerCompanies'], undefined, []),
  ...at(['ownerCompanies', 0, 'name'], 'Z\u00FCrich & S\u00F6hne \uD83E\uDDFE', 'x'.repeat(5_000)),
  ...at([...acme, 'ownerCompany'], '6F0A1C1E-3F5B-4D8E-9B0A-2F4C6E8A0B1D'),
  ...at([...acme, 'keySlot'], undefined, 'custom_value1'),
  ...at([...acme, 'taxNames'], undefined, {}, { '0': 'Frei', '7.7': 'MWST', '19': 'USt', '2.125': 'Tax' }),
  ...at([...acme, 'defaultTaxName'], undefined, 'MwSt.'),
  ...at([...acme, 'pageSize'], undefined, 1, 5000),
  ...at([...acme, 'concurrency'], undefined, 1, 16),
  ...at(['connections', 'x'.repeat(41)], {
    provider: 'invoice-ninja',
    baseUrl: 'https://other.example.com',
    ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
  }),
  ...at(['schedule'], undefined, {}),
  ...at(['schedule', 'scanEvery'], undefined, 1, 1.5, 3600),
  ...at(['schedule', 'sweepEvery'], undefined, 604_800),
  ...at(['schedule', 'readAllEvery'], 2_678_400),
  ...at(['schedule', 'checkWebhooksEvery'], 86_400),
  ...at(['schedule', 'reportEvery'], 1),
  ...at(['port'], undefined, 0, 65_535),
  ...variable('SOMETHING_ELSE', '', 'x'),
  ...variable('REDIS_URL', undefined, '', '  ', 'rediss://r:6380', 'redis://127.0.0.1'),
  ...variable(
    'DATABASE_URL',
    undefined,
    '',
    'postgresql://sync@db/sync',
    'postgres://sync:p%23%2F@db:6432/sync?sslmode=require',
  ),
  ...variable('SYNC_HINT_SECRET', undefined, '', 'any characters: \u00FC, spaces and so on are fine here'),
  ...variable('DIRECTUS_TOKEN', undefined, '  padded  '),
  ...variable('DIRECTUS_ADMIN_TOKEN', undefined, ''),
  ...variable('NINJA_ACME_TOKEN', '  padded\n'),
  ...variable('NINJA_ACME_WEBHOOK_SECRET', undefined, ` ${'s'.repeat(32)}\n`),
];
