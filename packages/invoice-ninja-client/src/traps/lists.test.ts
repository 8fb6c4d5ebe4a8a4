import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const server = createInvoiceNinjaServer();
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
const { baseUrl, token, db } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token });

let asked: number;
beforeEach(() => {
  asked = server.requests.length;
});
const queries = () => server.requests.slice(asked).map(({ url }) => new URL(url, baseUrl).searchParams);

beforeAll(() => {
  for (let index = 0; index < 230; index += 1) db.clients.insert({ name: `client ${index}` });
  const [first, second] = db.clients.all();
  if (first === undefined || second === undefined) throw new Error('no clients');
  server.person.archive('clients', first.id);
  server.person.remove('clients', second.id);
});

async function names(list: AsyncIterable<{ name: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of list) found.push(name);
  return found;
}

describe('`links.next` loses filters', () => {
  it('sends size, order and filters with every page, by a page counter of its own', async () => {
    expect(await names(ninja.clients.list({ filters: { filter: 'client 1' }, perPage: 20 }))).toHaveLength(
      111,
    );
    expect(queries().length).toBeGreaterThan(5);
    for (const query of queries()) {
      expect(query.get('filter')).toBe('client 1');
      expect(query.get('sort')).toBe('id|asc');
      expect(Number(query.get('per_page'))).toBeGreaterThanOrEqual(10);
    }
  });
});

describe('default lists that include deleted rows', () => {
  it('lists every state by default, as the provider does', async () => {
    expect(await names(ninja.clients.list())).toHaveLength(230);
  });

  it('lists live rows with status active', async () => {
    expect(await names(ninja.clients.list({ status: ['active'] }))).toHaveLength(228);
    expect(queries()[0]?.get('status')).toBe('active');
  });

  it('lists the states that are asked for', async () => {
    expect(await names(ninja.clients.list({ status: ['archived', 'deleted'] }))).toEqual([
      'client 0',
      'client 1',
    ]);
  });
});

describe('count', () => {
  it('tells how many rows a list would give, in one request', async () => {
    expect(await ninja.clients.count()).toBe(230);
    expect(await ninja.clients.count({ status: ['active'], filters: { filter: 'client 1' } })).toBe(110);
    expect(queries()).toHaveLength(2);
  });

  it('refuses an unknown filter, as a list does', async () => {
    // @ts-expect-error -- what a program without types may do
    await expect(ninja.clients.count({ filters: { nmae: 'x' } })).rejects.toThrow('filters.nmae');
    expect(queries()).toEqual([]);
  });
});

describe('no default order', () => {
  it('asks for one, and gets each row once, in the same order every time', async () => {
    const once = await names(ninja.clients.list({ perPage: 50 }));
    expect(new Set(once).size).toBe(230);
    expect(await names(ninja.clients.list({ perPage: 30 }))).toEqual(once);
  });
});

describe('`is_deleted=true`, which finds live rows', () => {
  it('cannot be expressed', () => {
    // @ts-expect-error -- it is no filter
    expect(() => ninja.clients.list({ filters: { is_deleted: true } })).toThrow('no such filter');
  });
});

describe('filters that are ignored when they are mistyped', () => {
  it('refuses an unknown filter and names the known ones', () => {
    // @ts-expect-error -- clients have another name for it
    expect(() => ninja.clients.list({ filters: { mail: 'a@b.c' } })).toThrow(/mail.*email/s);
  });

  it.each([
    ['status', () => ninja.clients.list({ status: [] })],
    // @ts-expect-error -- a typing error
    ['status', () => ninja.clients.list({ status: ['activ'] })],
    ['perPage', () => ninja.clients.list({ perPage: 0 })],
    ['perPage', () => ninja.clients.list({ perPage: 5001 })],
    ['updatedSince', () => ninja.clients.list({ updatedSince: Date.now() })],
    ['updatedSince', () => ninja.clients.list({ updatedSince: 'yesterday' })],
    ['updatedSince', () => ninja.clients.list({ updatedSince: new Date('x') })],
    ['after', () => ninja.clients.list({ after: '3' })],
    // @ts-expect-error -- not embedded here
    ['include', () => ninja.clients.list({ include: ['invoices'] })],
    // @ts-expect-error -- documented by the provider, does nothing
    ['client_status', () => ninja.invoices.list({ filters: { client_status: 'reversed' } })],
    // @ts-expect-error -- its presence is enough: false would switch it on
    ['overdue', () => ninja.invoices.list({ filters: { overdue: false } })],
    ['client_id', () => ninja.invoices.list({ filters: { client_id: '17' } })],
    ['date', () => ninja.invoices.list({ filters: { date: '1/2/2026' } })],
    ['balance', () => ninja.clients.list({ filters: { balance: { gt: Number.NaN } } })],
    ['between_balance', () => ninja.clients.list({ filters: { between_balance: { from: 5, to: 1 } } })],
    ['name', () => ninja.clients.list({ filters: { name: '' } })],
  ])('refuses %s (%#)', (field, list) => {
    expect(list).toThrow(field);
    expect(queries()).toEqual([]);
  });
});

describe('one parser for two kinds of date_range', () => {
  it('sends two parts for invoices', async () => {
    for await (const _ of ninja.invoices.list({
      filters: { date_range: { from: '2026-01-01', to: '2026-01-31' } },
    }));
    expect(queries()[0]?.get('date_range')).toBe('2026-01-01,2026-01-31');
  });

  it('sends three parts for payments', async () => {
    for await (const _ of ninja.payments.list({
      filters: { date_range: { from: '2026-01-01', to: '2026-01-31' } },
    }));
    expect(queries()[0]?.get('date_range')).toBe('date,2026-01-01,2026-01-31');
  });

  it('finds what lies in the range', async () => {
    const client = db.clients.insert({ name: 'dated' });
    for (const date of ['2025-12-31', '2026-01-15', '2026-02-01'])
      db.invoices.insert({ client_id: client.id, date });
    const found: string[] = [];
    const filters = { client_id: client.id, date_range: { from: '2026-01-01', to: '2026-01-31' } };
    for await (const { date } of ninja.invoices.list({ filters })) found.push(date);
    expect(found).toEqual(['2026-01-15']);
  });
});

it('writes a comparison of balances as VALUE:OPERATOR', async () => {
  await names(
    ninja.clients.list({ filters: { balance: { gte: 100 }, between_balance: { from: 1, to: 2.5 } } }),
  );
  expect(queries()[0]?.get('balance')).toBe('100:gte');
  expect(queries()[0]?.get('between_balance')).toBe('1:2.5');
});

it('gives whole pages, and goes on behind one of them later', async () => {
  const all = await names(ninja.clients.list());
  const seen: string[] = [];
  let after: string | undefined;
  for await (const page of ninja.clients.list({ perPage: 40 }).pages()) {
    seen.push(...page.items.map(({ name }) => name));
    after = page.next;
    if (seen.length >= 100) break;
  }
  expect(after).toBeDefined();
  const rest = await names(ninja.clients.list({ perPage: 40, ...(after !== undefined && { after }) }));
  expect(new Set([...seen, ...rest])).toEqual(new Set(all));
  expect(rest.length).toBeLessThan(150);
});

it('stops between pages when it is told to', async () => {
  const controller = new AbortController();
  const pages = ninja.clients.list({ perPage: 20, signal: controller.signal }).pages();
  await pages.next();
  controller.abort(new Error('enough'));
  await expect(pages.next()).rejects.toThrow('enough');
  expect(queries()).toHaveLength(1);
});

it('sends nothing until somebody reads', () => {
  ninja.clients.list();
  expect(queries()).toEqual([]);
});
