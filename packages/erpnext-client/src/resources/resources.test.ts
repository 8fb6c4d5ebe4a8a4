import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { ErpnextAuth } from '../authorization.ts';
import { createErpnextClient, type ErpnextClient } from '../erpnext-client.ts';
import { createErpnextServer, type ErpnextServer, type SiteVersion } from '../testing/index.ts';

const msw = setupServer();
msw.listen({ onUnhandledFrame: 'error' });
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

const versions: SiteVersion[] = ['14.0', '15.44', '15.82', '16.0'];
const pair = { apiKey: 'test-key', apiSecret: 'test-secret' };

function site(
  version: SiteVersion,
  auth: ErpnextAuth = { type: 'token', ...pair },
): { server: ErpnextServer; erp: ErpnextClient; paths: string[] } {
  const server = createErpnextServer({ version });
  const paths: string[] = [];
  msw.use(...server.handlers);
  const erp = createErpnextClient({
    baseUrl: server.baseUrl,
    auth,
    async fetch(input, init) {
      const request = new Request(input, init);
      paths.push(`${request.method} ${new URL(request.url).pathname}`);
      return await fetch(request);
    },
  });
  return { server, erp, paths };
}

it('asks for the version once, and takes v1 where there is no v2', async () => {
  const old = site('14.0');
  await old.erp.documents('Supplier').create({ supplier_name: 'A' });
  await old.erp.documents('Supplier').update('A', { tax_id: '1' }, { modified: 'any' });
  expect(old.paths).toEqual([
    'GET /api/v2/method/ping',
    'POST /api/resource/Supplier',
    'PUT /api/resource/Supplier/A',
  ]);
  const current = site('15.44');
  await current.erp.documents('Supplier').create({ supplier_name: 'A/B' });
  await current.erp.documents('Supplier').update('A/B', { tax_id: '1' }, { modified: 'any' });
  expect(current.paths.slice(1)).toEqual([
    'POST /api/v2/document/Supplier',
    'PATCH /api/v2/document/Supplier/A%2FB',
  ]);
});

it('asks for the version again when the first answer failed for another reason', async () => {
  const { server, erp } = site('15.82');
  server.faults.next({ kind: 'status', status: 403 });
  await expect(erp.documents('Supplier').count()).rejects.toMatchObject({ code: 'permission' });
  await expect(erp.documents('Supplier').count()).resolves.toBe(0);
});

it.each<ErpnextAuth>([
  { type: 'token', ...pair },
  { type: 'basic', ...pair },
  { type: 'bearer', accessToken: pair.apiSecret },
  { type: 'bearer', accessToken: async () => pair.apiSecret },
])('proves who it is with $type credentials', async (auth) => {
  expect(await site('15.82', auth).erp.site.whoAmI()).toBe('sync@example.test');
});

it('renews a bearer token once after it was refused', async () => {
  const asked: (string | undefined)[] = [];
  const accessToken = (refused?: string): string => {
    asked.push(refused);
    return refused === undefined ? 'old-token' : pair.apiSecret;
  };
  expect(await site('15.82', { type: 'bearer', accessToken }).erp.site.whoAmI()).toBe('sync@example.test');
  expect(asked).toContain('Bearer old-token');
});

it.each(['', 'with space', 'with:colon', 'line\nbreak'])(
  'refuses a key of %j, which would mean another header',
  (apiKey) => {
    const make = (): ErpnextClient =>
      createErpnextClient({ baseUrl: 'https://erp.test', auth: { type: 'token', apiKey, apiSecret: 's' } });
    expect(make).toThrow('auth.apiKey');
  },
);

it('says of each row what became of it, and goes on after one that is refused', async () => {
  const { server, erp } = site('15.82');
  const [one, two] = ['A', 'B'].map((supplier_name) => server.db.insert('Supplier', { supplier_name }));
  server.db.update('Supplier', 'A', { tax_id: 'from the desk' });
  const results = await erp.documents('Supplier').updateMany([
    { name: 'A', changes: { tax_id: '1' }, modified: one?.modified ?? '' },
    { name: 'B', changes: { tax_id: '2' }, modified: two?.modified ?? '' },
    { name: 'C', changes: { tax_id: '3' }, modified: 'any' },
  ]);
  expect(results.map((row) => (row.ok ? row.document.tax_id : row.error.code))).toEqual([
    'conflict',
    '2',
    'not_found',
  ]);
});

it('ends a bulk write with the reason of its signal', async () => {
  const reason = new Error('changed my mind');
  const { erp } = site('15.82');
  const call = erp
    .documents('Supplier')
    .createMany([{ supplier_name: 'A' }], { signal: AbortSignal.abort(reason) });
  await expect(call).rejects.toBe(reason);
});

it.each(versions)(
  'reads the fields, the count, the zone and the versions of a site on Frappe %s',
  async (version) => {
    const { erp } = site(version);
    const { fields } = await erp.meta('Sales Invoice');
    expect(fields).toContainEqual(
      expect.objectContaining({ fieldname: 'items', options: 'Sales Invoice Item' }),
    );
    expect(await erp.documents('Sales Invoice').count({ filters: [['status', '=', 'Paid']] })).toBe(0);
    expect(await erp.site.timeZone()).toBe('Europe/Berlin');
    expect(await erp.site.versions()).toMatchObject({ frappe: version });
  },
);

it.each(versions)('calls a method of a stored document on Frappe %s', async (version) => {
  const { server, erp } = site(version);
  const { name } = server.db.insert('Bank Transaction', { deposit: 1 });
  const schema = z.looseObject({ docstatus: z.int() });
  expect(await erp.documents('Bank Transaction').runMethod(name, 'submit', { schema })).toMatchObject({
    docstatus: 1,
  });
});

it('sends a document along for `run_doc_method`', async () => {
  const { erp, paths } = site('15.82');
  await expect(erp.runDocMethod({ doctype: 'Item' }, 'validate')).resolves.toMatchObject({ docs: [] });
  expect(paths.at(-1)).toBe('POST /api/v2/method/run_doc_method');
});

it('reads a DocType of the site with a schema of the caller, and without one', async () => {
  const { server, erp } = site('15.82');
  server.db.addDocType({
    name: 'Machine',
    naming: 'prompt',
    fields: [{ fieldname: 'custom_hours', fieldtype: 'Float' }],
  });
  server.db.insert('Machine', { name: 'M1', custom_hours: 1.5 });
  const schema = z.looseObject({ name: z.string(), custom_hours: z.number() });
  expect((await erp.documents('Machine', schema).get('M1')).custom_hours).toBe(1.5);
  expect(await erp.documents('Machine').get('M1')).toMatchObject({ custom_hours: 1.5 });
});
