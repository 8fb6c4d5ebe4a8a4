import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createErpnextClient, type ErpnextClient } from '../erpnext-client.ts';
import { createErpnextServer, type ErpnextServer, type SiteVersion } from '../testing/index.ts';

const msw = setupServer();
msw.listen({ onUnhandledFrame: 'error' });
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

const versions: SiteVersion[] = ['14.0', '15.44', '15.82', '16.0'];

function site(version: SiteVersion): { server: ErpnextServer; erp: ErpnextClient } {
  const server = createErpnextServer({ version });
  msw.use(...server.handlers);
  const { baseUrl, apiKey, apiSecret } = server;
  return { server, erp: createErpnextClient({ baseUrl, auth: { type: 'token', apiKey, apiSecret } }) };
}

const namesSchema = z.object({ data: z.array(z.object({ name: z.string() })) });

const suppliers = (server: ErpnextServer, count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => server.db.insert('Supplier', { supplier_name: `S-${index}` }).name,
  );

it.each(versions)('1: pages of a given order go on behind the first one on Frappe %s', async (version) => {
  const { server, erp } = site(version);
  const names = suppliers(server, 7);
  const supplier = erp.documents('Supplier');
  const first = await supplier.page({ orderBy: 'creation asc', limit: 4 });
  const second = await supplier.page({ orderBy: 'creation asc', limit: 4, start: 4 });
  expect([...first, ...second].map(({ name }) => name)).toEqual(names);
});

it.each(versions)(
  '2: lists, copies and bulk writes need no route of version 16 on Frappe %s',
  async (version) => {
    const { server, erp } = site(version);
    suppliers(server, 25);
    const supplier = erp.documents('Supplier');
    expect(await Array.fromAsync(supplier.list({ perPage: 10 }))).toHaveLength(25);
    const results = await supplier.createMany([
      { supplier_name: 'New' },
      { supplier_name: 'S-1' },
      { supplier_name: 'Newer' },
    ]);
    expect(results.map((row) => (row.ok ? row.document.name : row.error.code))).toEqual([
      'New',
      'conflict',
      'Newer',
    ]);
  },
);

it('3: an order is always asked for, since without one rows repeat and vanish between pages', async () => {
  const { server, erp } = site('15.82');
  const names = suppliers(server, 60);
  const unordered = async (start: number): Promise<unknown[]> => {
    const url = `${server.baseUrl}/api/v2/document/Supplier?limit=20&start=${start}`;
    const answer = await fetch(url, {
      headers: { authorization: `token ${server.apiKey}:${server.apiSecret}` },
    });
    const { data } = namesSchema.parse(await answer.json());
    return data.map(({ name }) => name);
  };
  const pages = [await unordered(0), await unordered(20), await unordered(40)].flat();
  expect(new Set(pages).size).toBeLessThan(60);
  const listed = await Array.fromAsync(erp.documents('Supplier').list({ perPage: 20 }));
  expect(listed.map(({ name }) => name)).toEqual(names);
});

it('4: a size of 0 is refused, and counting has a call of its own', async () => {
  const { server, erp } = site('15.82');
  suppliers(server, 3);
  await expect(erp.documents('Supplier').page({ limit: 0 })).rejects.toThrow('To count, call `count`');
  await expect(Array.fromAsync(erp.documents('Supplier').list({ perPage: 0 }))).rejects.toThrow('perPage');
  expect(await erp.documents('Supplier').count({ filters: [['name', '!=', 'S-1']] })).toBe(2);
});

it('13: every field is asked for as a list, and arguments go one way only', async () => {
  const { server, erp } = site('15.82');
  suppliers(server, 1);
  const [row] = await erp.documents('Supplier').page();
  expect(row).toMatchObject({ supplier_name: 'S-0', supplier_type: 'Company' });
  await expect(erp.call('frappe.client.get_count', { args: { doctype: 'Supplier' } })).resolves.toBe(1);
  await expect(
    erp.call('frappe.client.get_count', { args: { doctype: 'Supplier' }, verb: 'GET' }),
  ).resolves.toBe(1);
});

it.each(versions)('15: what is null may be missing or null on Frappe %s', async (version) => {
  const { server, erp } = site(version);
  suppliers(server, 1);
  const { tax_id } = await erp.documents('Supplier').get('S-0');
  expect(tax_id).toBe(version === '16.0' ? null : undefined);
  expect((await erp.documents('Supplier').page())[0]?.tax_id).toBeNull();
});

it('asks for alternatives through v1, since version 16 would ignore them and list everything', async () => {
  const { server, erp } = site('16.0');
  suppliers(server, 4);
  const found = await erp.documents('Supplier').page({
    orFilters: [
      ['name', '=', 'S-1'],
      ['name', '=', 'S-3'],
    ],
    orderBy: 'creation asc',
  });
  expect(found.map(({ name }) => name)).toEqual(['S-1', 'S-3']);
});

it('refuses a filter that the site would misread', async () => {
  const { erp } = site('15.82');
  const missing: string | undefined = undefined;
  // @ts-expect-error -- a field that Supplier does not have
  await expect(erp.documents('Supplier').count({ filters: [['suplier_name', '~', 'x']] })).rejects.toThrow(
    'operator',
  );
  // @ts-expect-error -- a value that may be missing
  await expect(erp.documents('Supplier').count({ filters: [['name', '=', missing]] })).rejects.toThrow(
    'filters[0]',
  );
  await expect(erp.documents('Supplier').count({ filters: [['name', 'in', []]] })).rejects.toThrow(
    'not empty',
  );
});
