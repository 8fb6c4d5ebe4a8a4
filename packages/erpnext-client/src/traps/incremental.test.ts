import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createErpnextClient, type ErpnextClient } from '../erpnext-client.ts';
import { createErpnextServer, type ErpnextServer } from '../testing/index.ts';

const msw = setupServer();
msw.listen({ onUnhandledFrame: 'error' });
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

function site(start = '2026-03-01T12:00:00Z'): {
  server: ErpnextServer;
  erp: ErpnextClient;
  clock: { time: number };
} {
  const clock = { time: Date.parse(start) };
  const server = createErpnextServer({ now: () => clock.time });
  msw.use(...server.handlers);
  const { baseUrl, apiKey, apiSecret } = server;
  return { clock, server, erp: createErpnextClient({ baseUrl, auth: { type: 'token', apiKey, apiSecret } }) };
}

const at = '2026-03-01 10:00:00';
const load = (server: ErpnextServer, name: string, modified: string): unknown =>
  server.db.load('Supplier', { name, modified, supplier_name: name });

async function changed(
  erp: ErpnextClient,
  since?: string | Date,
): Promise<{ names: string[]; cursor: string | undefined }> {
  const pages = await Array.fromAsync(erp.documents('Supplier').listChanged({ since, perPage: 5 }).pages());
  return { names: pages.flatMap(({ items }) => items.map(({ name }) => name)), cursor: pages.at(-1)?.cursor };
}

it.each([1, 4, 5, 6, 9, 10, 11, 25])(
  'gives each of %d documents with one `modified` once, whatever the page size',
  async (ties) => {
    const { server, erp } = site();
    load(server, 'before', '2026-03-01 09:59:59.999999');
    for (let index = 0; index < ties; index += 1) load(server, `tie-${index}`, `${at}.000001`);
    for (let index = 0; index < 6; index += 1) load(server, `after-${index}`, `${at}.00000${index + 2}`);
    const { names } = await changed(erp);
    expect(names).toHaveLength(ties + 7);
    expect(new Set(names).size).toBe(ties + 7);
  },
);

it('goes on behind a page that was saved, in the middle of documents with one `modified`', async () => {
  const { server, erp } = site();
  for (let index = 0; index < 12; index += 1) load(server, `tie-${index}`, at);
  const suppliers = erp.documents('Supplier');
  const first = await suppliers.list({ perPage: 5 }).pages().next();
  const after = first.value?.next;
  const rest = await Array.fromAsync(suppliers.list({ perPage: 5, after }));
  const all = [...first.value.items, ...rest].map(({ name }) => name);
  expect(all).toHaveLength(12);
  expect(new Set(all).size).toBe(12);
});

it('gives a document that is edited while it is listed once more, and loses none', async () => {
  const { server, erp, clock } = site();
  const names = Array.from(
    { length: 12 },
    (_, index) => server.db.insert('Supplier', { supplier_name: `S-${index}` }).name,
  );
  const seen: string[] = [];
  for await (const { items } of erp.documents('Supplier').list({ perPage: 5 }).pages()) {
    seen.push(...items.map(({ name }) => name));
    clock.time += 1000;
    if (seen.length === 5) server.db.update('Supplier', 'S-0', { tax_id: 'new' });
  }
  expect(seen).toEqual([...names, 'S-0']);
});

it('finds with the next run what committed late, with an earlier `modified`', async () => {
  const { server, erp } = site();
  load(server, 'A', `${at}.5`);
  const { cursor } = await changed(erp);
  expect(cursor).toBe(`${at}.5`);
  load(server, 'late', '2026-03-01 09:58:00');
  expect((await changed(erp, cursor)).names).toEqual(['late', 'A']);
});

it('finds what is changed in the hour that an autumn night has twice', async () => {
  const { server, erp, clock } = site('2026-10-25T00:59:00Z');
  server.db.insert('Supplier', { supplier_name: 'first 02:59' });
  const { cursor } = await changed(erp);
  clock.time = Date.parse('2026-10-25T01:10:00Z');
  expect(server.db.insert('Supplier', { supplier_name: 'second 02:10' }).modified < (cursor ?? '')).toBe(
    true,
  );
  expect((await changed(erp, cursor)).names).toContain('second 02:10');
});

it('reads an instant in the zone of the site, not of the machine', async () => {
  const { server, erp } = site();
  load(server, 'earlier', '2026-03-01 09:00:00');
  load(server, 'later', '2026-03-01 11:00:00');
  // 10:00 in Berlin, less five minutes.
  expect((await changed(erp, new Date('2026-03-01T09:00:00Z'))).names).toEqual(['later']);
});

it('keeps the cursor when nothing has changed', async () => {
  const { erp } = site();
  expect(await changed(erp, at)).toEqual({ names: [], cursor: at });
});

it('10: does not hear of a rename or a delete by `modified`; deleted documents have a list of their own', async () => {
  const { server, erp, clock } = site();
  server.db.insert('Supplier', { supplier_name: 'Old' });
  server.db.insert('Supplier', { supplier_name: 'Gone' });
  const { cursor } = await changed(erp);
  clock.time += 3_600_000;
  expect(await erp.documents('Supplier').rename('Old', 'New')).toBe('New');
  await erp.documents('Supplier').delete('Gone');
  const later = await Array.fromAsync(
    erp
      .documents('Supplier')
      .listChanged({ since: cursor, overlapSeconds: 0, filters: [['modified', '>', cursor ?? '']] }),
  );
  expect(later).toEqual([]);
  const deleted = await Array.fromAsync(
    erp.deletedDocuments.list({ filters: [['deleted_doctype', '=', 'Supplier']] }),
  );
  expect(deleted.map(({ deleted_name }) => deleted_name)).toEqual(['Gone']);
});

it('gives up on a site that gives the same page for ever', async () => {
  const rows = Array.from({ length: 5 }, (_, index) => ({
    name: `S-${index}`,
    modified: `${at}.00000${index + 1}`,
  }));
  const auth = { type: 'token', apiKey: 'the-key', apiSecret: 'the-secret' } as const;
  const fetch = async (): Promise<Response> => Response.json({ data: rows });
  const erp = createErpnextClient({ baseUrl: 'https://erp.test', auth, fetch, apiVersion: 'v2' });
  await expect(Array.fromAsync(erp.documents('Supplier').list({ perPage: 5 }))).rejects.toMatchObject({
    code: 'conflict',
  });
});
