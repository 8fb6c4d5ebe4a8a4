import type { Edit, Path } from './edit.ts';
import { marker } from './valid-config.ts';

/** An edit that no worker may start with, and the text that its error has to hold. */
export interface Breakage extends Edit {
  readonly named: string;
}

const noText = [null, 0, 7, true, [], {}, ['x'], Number.NaN, Symbol('x'), () => 'x', new Date(0), 10n];
const noObject = [null, 0, '', 'text', true, [], [1], Number.NaN, () => ({}), 10n];
const noList = [null, 0, 'text', true, {}, { length: 1, 0: 'x' }, new Set(['x'])];
const noNumber = [
  null,
  '60',
  '60s',
  '',
  true,
  [],
  {},
  [60],
  Number.NaN,
  Infinity,
  -Infinity,
  10n,
  new Date(60),
];
const noUrl = [
  ...noText,
  '',
  ' ',
  '/',
  'example.com',
  'www.example.com:80',
  '//example.com',
  'ftp://example.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https//example.com',
  'https:example.com',
  'https:/example.com',
  'http://',
  'https://:443',
  'https://exa mple.com',
  ' https://example.com',
  'https://example.com\n',
  'https://[::1',
  'https://example.com:99999',
  'https://example.com:port',
  'https://example.com?x=1',
  'https://example.com#x',
  'https://example.com/a?b',
  `https://user:${marker}@example.com`,
  `https://${marker}@example.com`,
  'https://example.com\\x',
  'x'.repeat(100_000),
];
const noUuid = [
  ...noText,
  '',
  'acme',
  '1',
  '6f0a1c1e',
  '6f0a1c1e3f5b4d8e9b0a2f4c6e8a0b1d',
  '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1',
  '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1g',
  ' 6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
  '{6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d}',
];

const at = (...path: Path) => ({
  /** Wrong values; the error names the path of the setting. */
  wrong: (...values: readonly unknown[]): Breakage[] =>
    values.map((value) => ({ path, value, named: path.join(' > ') })),
  missing: (): Breakage => ({ path, value: undefined, named: path.join(' > ') }),
  /** The setting under another name. */
  unknown: (...names: readonly string[]): Breakage[] =>
    names.map((name) => ({ path: [...path, name], value: 1, named: [...path, name].join(' > ') })),
});
const seconds = (most: number, inMilliseconds: number): unknown[] => [
  ...noNumber,
  0,
  -1,
  0.5,
  1e-9,
  most + 1,
  inMilliseconds,
  2 ** 31,
  1e308,
];

const acme = ['connections', 'ninja-acme'] as const;
const company = ['ownerCompanies', 0] as const;
const misnamed = ['extra', 'Port', 'token', 'webhookSecret', 'constructor', 'toString', ''];

/** Every setting, broken in every way that is known. */
export const fileBreakages: readonly Breakage[] = [
  at('directusUrl').missing(),
  ...at('directusUrl').wrong(...noUrl),
  ...at('publicUrl').wrong(...noUrl),
  ...at('names').wrong(...noObject, { invoices: 'x' }, { constructor: 'x' }),
  ...at('names', 'companies')
    .wrong(
      null,
      5,
      true,
      [],
      '',
      ' ',
      '1st',
      'directus_users',
      'a-b',
      'x'.repeat(64),
      { colection: 'x' },
      { collection: 7 },
      { fields: 'x' },
      { fields: { nope: 'x' } },
      { fields: { id: 'x' } },
      { fields: { name: 'id' } },
      'factures',
    )
    .map((one) => ({ ...one, named: 'names' })),
  ...at('acceptSchema').wrong(...noList, [1], [''], [' '], ['a b'], ['a..b'], [null]),
  ...at('ownerCompanies').wrong(...noList, ['x'], [{}], [null]),
  ...at(...company, 'id').wrong(...noUuid),
  ...at(...company, 'code').wrong(...noText, ''),
  ...at(...company, 'name').wrong(...noText, ''),
  ...at(...company, 'defaultCurrency').wrong(...noText, '', 'chf', 'CH', 'CHFR', 'Fr.', 'CHF ', '756'),
  ...['id', 'code', 'name', 'defaultCurrency'].map((name) => at(...company, name).missing()),
  // Of the second company.
  ...at(...company, 'id')
    .wrong('7a1b2c3d-3f5b-4d8e-9b0a-2f4c6e8a0b1d', '7A1B2C3D-3F5B-4D8E-9B0A-2F4C6E8A0B1D')
    .map((one) => ({ ...one, named: 'ownerCompanies' })),
  ...at(...company, 'code')
    .wrong('beta')
    .map((one) => ({ ...one, named: 'ownerCompanies' })),
  at('connections').missing(),
  ...at('connections').wrong(...noObject, {}),
  ...at(...acme).wrong(...noObject, {}),
  ...[
    'Ninja-acme',
    'ninja_acme',
    'ninja acme',
    '1ninja',
    '-ninja',
    'ninja.acme',
    'ninja/acme',
    'n\u0456nja',
    'ninja-acme\n',
    '',
    ' ',
    'x'.repeat(42),
    'hub',
    'directus',
    'directus-admin',
    'database',
    'queue',
    'unlinked',
  ].flatMap((name) =>
    at('connections', name).wrong({
      provider: 'invoice-ninja',
      baseUrl: 'https://other.example.com',
      ownerCompany: '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d',
    }),
  ),
  ...at(...acme, 'provider')
    .wrong(...noText, '', 'InvoiceNinja', 'invoice_ninja', 'invoice-ninja ', 'revolut')
    .map((one) => ({ ...one, named: acme.join(' > ') })),
  ...at(...acme, 'baseUrl').wrong(...noUrl),
  ...at(...acme, 'ownerCompany').wrong(...noUuid),
  { ...at(...acme, 'provider').missing(), named: acme.join(' > ') },
  ...['baseUrl', 'ownerCompany'].map((name) => at(...acme, name).missing()),
  ...at(...acme, 'keySlot').wrong(
    ...noText,
    '',
    'custom_value',
    'custom_value0',
    'custom_value5',
    'customValue4',
    'number',
  ),
  ...at(...acme, 'taxNames').wrong(
    ...noObject,
    { '8.1': '' },
    { '8.1': 'M' },
    { '8.1': 5 },
    { standard: 'MWST' },
    { '8,1': 'MWST' },
    { '8.10': 'MWST' },
    { '8.1 %': 'MWST' },
    { '-8.1': 'MWST' },
    { '08.1': 'MWST' },
  ),
  ...at(...acme, 'defaultTaxName').wrong(...noText, '', 'V'),
  ...at(...acme, 'pageSize').wrong(...noNumber, 0, -1, 5001, 1.5),
  ...at(...acme, 'concurrency').wrong(...noNumber, 0, -1, 17, 1.5),
  ...at('schedule').wrong(...noObject),
  ...at('schedule', 'scanEvery').wrong(...seconds(3600, 60_000)),
  ...at('schedule', 'sweepEvery').wrong(...seconds(604_800, 3_600_000)),
  ...at('schedule', 'readAllEvery').wrong(...seconds(2_678_400, 604_800_000)),
  ...at('schedule', 'checkWebhooksEvery').wrong(...seconds(86_400, 900_000)),
  ...at('schedule', 'reportEvery').wrong(...seconds(3600, 5_000)),
  ...at(...acme, 'requestsPerMinute').wrong(
    ...noNumber.filter((value) => value !== null),
    0,
    -1,
    9,
    100_001,
    60.5,
  ),
  ...at(...acme, 'budget').wrong(...noText, ''),
  ...at('directusRequestsPerMinute').wrong(
    ...noNumber.filter((value) => value !== null),
    0,
    -1,
    9,
    100_001,
    60.5,
  ),
  ...at(...acme, 'longestRequestSeconds').wrong(...noNumber, 0, -1, 4, 3601, 120_000),
  ...at(...acme, 'budget').wrong('hub', 'directus', 'queue'),
  ...at('shutdownWithin').wrong(...seconds(3600, 30_000)),
  ...at('recovery').wrong(...noObject),
  ...at('recovery', 'leaseSeconds').wrong(...seconds(3600, 60_000)),
  ...at('recovery', 'directusRequestSeconds').wrong(...seconds(3600, 60_000)),
  ...at('recovery').unknown('lease', ...misnamed),
  ...at('retention').wrong(...noObject),
  ...at('retention', 'historyDays').wrong(...noNumber.filter((value) => value !== null), 0, -1, 0.5),
  ...at('retention', 'closedWritesDays').wrong(...noNumber, 0, -1, 0.5),
  ...at('retention', 'pruneEvery').wrong(...seconds(604_800, 86_400_000)),
  ...at('retention').unknown('historydays', ...misnamed),
  ...at('port').wrong(...noNumber, -1, 65_536, 3000.5, 1e20),
  ...at().unknown('directusURL', 'connection', 'secrets', ...misnamed),
  ...at('schedule').unknown('scanevery', ...misnamed),
  ...at(...acme).unknown('baseURL', 'url', ...misnamed),
  ...at(...company).unknown('currency', ...misnamed),
];

const variable = (name: string, ...values: readonly (string | undefined)[]): Breakage[] =>
  values.map((value) => ({ path: [name], value, named: name, isEnvironment: true }));
const noHeader = [
  `${marker} with spaces inside of it, long enough`,
  `${marker}\nX-Injected: ${marker}-long-enough-for-a-secret`,
  `${marker}-M\u00FCller-long-enough-for-a-secret`,
  `${marker}-\u2028-long-enough-for-a-secret-as-well`,
  `${marker}-\u0430bcdef-long-enough-for-a-secret`,
  `${marker}\u0007-long-enough-for-a-secret-as-well`,
];
const tooShort = [marker, `${marker}${'x'.repeat(31 - marker.length)}`, `   ${marker}    `.padEnd(50)];

/** Every variable, broken in every way that is known. */
export const environmentBreakages: readonly Breakage[] = [
  ...variable('NINJA_ACME_TOKEN', undefined, '', '   ', '\n', ...noHeader),
  ...variable('NINJA_BETA_TOKEN', undefined, '', '\t'),
  ...variable('NINJA_ACME_WEBHOOK_SECRET', ...noHeader, ...tooShort),
  ...variable('DIRECTUS_TOKEN', ...noHeader),
  ...variable('DIRECTUS_ADMIN_TOKEN', ...noHeader),
  ...variable('SYNC_HINT_SECRET', ...tooShort),
  ...variable('SYNC_SECRET_KEY', ...tooShort),
  ...variable(
    'DATABASE_URL',
    marker,
    `mysql://root:${marker}@db/x`,
    `postgres:${marker}`,
    'postgres://',
    `sync:${marker}@127.0.0.1/sync`,
    `http://sync:${marker}@127.0.0.1/sync`,
    `postgres://sync:${marker}#1@db/sync`,
    `postgres://sync:${marker}/1@db/sync`,
    `postgres://sync:${marker}%zz@db/sync`,
    `postgres://sync:${marker} 1@db/sync`,
    `postgres://sync:${marker}@db:99999/sync`,
    `postgres://sync:${marker}@db:port/sync`,
  ),
  ...variable(
    'REDIS_URL',
    marker,
    `http://:${marker}@r`,
    'redis://',
    `redis://:${marker}#1@r:6379`,
    `redis://:${marker}@r:99999`,
    `redis://:${marker}@r/name`,
    `redis:${marker}@r`,
    `redis://:${marker}%zz@r`,
  ),
];
