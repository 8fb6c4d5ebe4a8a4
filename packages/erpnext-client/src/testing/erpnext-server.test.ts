import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { serve } from './serve.ts';
import { createErpnextServer, type ErpnextServer } from './erpnext-server.ts';
import { pythonJson } from './python-json.ts';
import type { SiteVersion } from './site-version.ts';

async function ask(
  server: ErpnextServer,
  call: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const [method = 'GET', path = ''] = call.split(' ');
  const request = new Request(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `token ${server.apiKey}:${server.apiSecret}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await getResponse([...server.handlers], request);
  const text = (await response?.text()) ?? '';
  return { status: response?.status ?? 0, body: text.startsWith('{') ? JSON.parse(text) : text };
}
function filled(version: SiteVersion, count = 30): ErpnextServer {
  const server = createErpnextServer({ version });
  for (let index = 0; index < count; index += 1)
    server.db.insert('Supplier', { supplier_name: `S-${index}` });
  return server;
}
const order = 'order_by=creation%20asc';
const named = (name: string): object => expect.objectContaining({ name });

// `api/v1.py` and `api/v2.py` of 15.44.2, 15.82.0 and 16.0.0-dev.
describe('lists', () => {
  it.each([
    ['15.44', '/api/v2/document/Supplier', 'start=20', 'S-0'],
    ['15.44', '/api/v2/document/Supplier', 'limit_start=20', 'S-20'],
    ['15.82', '/api/v2/document/Supplier', 'start=20', 'S-20'],
    ['15.82', '/api/v2/document/Supplier', 'limit_start=20', 'S-0'],
    ['15.82', '/api/resource/Supplier', 'limit_start=20', 'S-20'],
    ['16.0', '/api/v2/document/Supplier', 'start=20', 'S-20'],
  ] as const)('on %s, %s?%s begins with the right or the wrong row', async (version, path, query, first) => {
    const { body } = await ask(filled(version), `GET ${path}?${order}&${query}`);
    expect(JSON.stringify(body)).toMatch(new RegExp(`^."data":.."name":"${first}"`));
  });

  it.each([
    ['15.44', 30],
    ['15.82', 30],
    ['16.0', 0],
  ] as const)('on %s, limit=0 gives %d rows of 30', async (version, rows) => {
    expect((await ask(filled(version), `GET /api/v2/document/Supplier?limit=0`)).body).toMatchObject({
      data: { length: rows },
    });
  });

  it('answers 500 to fields that are no JSON, and names alone without fields', async () => {
    expect((await ask(filled('15.82', 1), 'GET /api/v2/document/Supplier?fields=*')).status).toBe(500);
    expect((await ask(filled('15.82', 1), 'GET /api/v2/document/Supplier')).body).toEqual({
      data: [{ name: 'S-0' }],
    });
  });

  it('says whether there is more on version 16 only', async () => {
    expect((await ask(filled('16.0'), 'GET /api/v2/document/Supplier')).body).toMatchObject({
      has_next_page: true,
    });
    expect((await ask(filled('15.82'), 'GET /api/v2/document/Supplier')).body).not.toHaveProperty(
      'has_next_page',
    );
  });
});

describe('writes', () => {
  it('writes a row with what was sent and empties the rest', async () => {
    const { db } = createErpnextServer();
    const { name, items } = db.insert('Sales Invoice', {
      customer: 'A',
      items: [{ item_code: 'X', qty: 2, rate: 5 }],
    });
    const [row]: { name?: string }[] = Array.isArray(items) ? items : [];
    const after = db.update('Sales Invoice', name, { items: [{ name: row?.name, qty: 3 }] });
    expect(after['items']).toMatchObject([{ name: row?.name, item_code: null, qty: 3, rate: 0 }]);
    expect(after['grand_total']).toBe(0);
  });

  it('drops a name that is given, except through v2 of late v15 and for DocTypes that ask for one', async () => {
    const input = { supplier_name: 'A', name: 'own' };
    expect(
      (await ask(createErpnextServer({ version: '15.44' }), 'POST /api/v2/document/Supplier', input)).body,
    ).toEqual({ data: named('A') });
    expect((await ask(createErpnextServer(), 'POST /api/v2/document/Supplier', input)).body).toEqual({
      data: named('own'),
    });
    expect((await ask(createErpnextServer(), 'POST /api/resource/Supplier', input)).body).toEqual({
      data: named('A'),
    });
  });

  it('refuses a second Supplier of a name with 409, and counts a second Customer', async () => {
    const server = createErpnextServer();
    server.db.insert('Supplier', { supplier_name: 'A' });
    expect((await ask(server, 'POST /api/v2/document/Supplier', { supplier_name: 'A' })).status).toBe(409);
    server.db.insert('Customer', { customer_name: 'A' });
    expect(server.db.insert('Customer', { customer_name: 'A' }).name).toBe('A - 1');
  });

  it('deletes with 202, but nothing that is submitted or linked', async () => {
    const server = createErpnextServer();
    server.db.insert('Customer', { customer_name: 'A' });
    const { name } = server.db.insert('Sales Invoice', { customer: 'A', docstatus: 1 });
    expect(await ask(server, 'DELETE /api/v2/document/Customer/A')).toMatchObject({
      status: 417,
      body: { errors: [{ type: 'LinkExistsError' }] },
    });
    expect((await ask(server, `DELETE /api/v2/document/Sales%20Invoice/${name}`)).status).toBe(417);
    server.db.update('Sales Invoice', name, { docstatus: 2 });
    expect(await ask(server, `DELETE /api/v2/document/Sales%20Invoice/${name}`)).toEqual({
      status: 202,
      body: { data: 'ok' },
    });
  });

  it('answers PATCH on v1 with a page', async () => {
    expect(await ask(filled('15.82', 1), 'PATCH /api/resource/Supplier/S-0', {})).toMatchObject({
      status: 405,
      body: expect.stringContaining('<title>'),
    });
  });
});

describe('access', () => {
  it('answers 401 to wrong keys and 403 to none', async () => {
    expect(
      (
        await ask(filled('15.82', 1), 'GET /api/v2/document/Supplier', undefined, {
          authorization: 'token a:b',
        })
      ).status,
    ).toBe(401);
    const { baseUrl, handlers } = filled('15.82', 1);
    const response = await getResponse([...handlers], new Request(`${baseUrl}/api/resource/Supplier`));
    expect(response?.status).toBe(403);
    expect(await response?.json()).toMatchObject({
      exc_type: 'PermissionError',
      _server_messages: expect.stringContaining('Not permitted'),
    });
  });

  it('has no v2 before version 15', async () => {
    expect((await ask(createErpnextServer({ version: '14.0' }), 'GET /api/v2/method/ping')).status).toBe(404);
  });
});

it('prints JSON as Python does', () => {
  const value = { name: 'Müller "&" 🐍', total: 100, rows: [1, null, true], rate: 1.5 };
  expect(pythonJson(value, new Set(['total']))).toBe(
    String.raw`{"name": "M\u00fcller \"&\" \ud83d\udc0d", "total": 100.0, "rows": [1, null, true], "rate": 1.5}`,
  );
});

it('listens on a port', async () => {
  const listening = await serve(createErpnextServer());
  try {
    expect(await (await fetch(`${listening.url}/api/v2/method/ping`)).json()).toEqual({ data: 'pong' });
  } finally {
    await listening.close();
  }
});
