import { recordFetch } from '@unified-sync/http-client/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { Invoice } from '../entities/invoice.ts';
import { createInvoiceNinjaClient } from '../invoice-ninja-client.ts';
import { instant } from '../listing/unix-seconds.ts';
import { recordState } from '../record-state.ts';
import { formatTimeLog, parseTimeLog } from '../resources/time-log.ts';
import { createInvoiceNinjaServer } from '../testing/index.ts';

const server = createInvoiceNinjaServer();
const msw = setupServer(...server.handlers);
beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }));
afterAll(() => msw.close());
const { baseUrl, token } = server;
const ninja = createInvoiceNinjaClient({ baseUrl, token });

async function oneInvoice(): Promise<Invoice> {
  const client = await ninja.clients.create({ name: 'Ada', country_code: 'DE' });
  return await ninja.invoices.create({ client_id: client.id, line_items: [{ cost: 12.5, quantity: 2 }] });
}

describe('types that the openapi file has the other way round', () => {
  it('keeps amounts as numbers and numeric ids as text', async () => {
    const { amount, status_id, client_id } = await oneInvoice();
    expect({ amount, status_id }).toEqual({ amount: 25, status_id: '1' });
    expect((await ninja.clients.get(client_id)).country_id).toBe('276');
  });

  it('refuses an amount that comes as text, and says where', async () => {
    const invoice = await oneInvoice();
    const { fetch } = recordFetch(Response.json({ data: { ...invoice, amount: '25.00' } }));
    const other = createInvoiceNinjaClient({ baseUrl, token, fetch });
    await expect(other.invoices.get(invoice.id)).rejects.toMatchObject({
      name: 'ResponseShapeError',
      issues: ['data.amount: expected number, received string'],
    });
  });

  it('refuses an invoice without its balance, rather than to take it for zero', async () => {
    const { balance: _, ...invoice } = await oneInvoice();
    const { fetch } = recordFetch(Response.json({ data: invoice }));
    const other = createInvoiceNinjaClient({ baseUrl, token, fetch });
    await expect(other.invoices.get(invoice.id)).rejects.toMatchObject({ name: 'ResponseShapeError' });
  });

  it('keeps fields and values that a later version adds', async () => {
    const invoice = await oneInvoice();
    const { fetch } = recordFetch(Response.json({ data: { ...invoice, status_id: '7', location_id: 'x' } }));
    const other = createInvoiceNinjaClient({ baseUrl, token, fetch });
    expect(await other.invoices.get(invoice.id)).toMatchObject({ status_id: '7', location_id: 'x' });
  });

  it('completes known values of a status, and lets unknown ones be', () => {
    expectTypeOf<'4'>().toExtend<Invoice['status_id']>();
    expectTypeOf<'7'>().toExtend<Invoice['status_id']>();
    expectTypeOf<number>().not.toExtend<Invoice['status_id']>();
  });
});

describe('unset is an empty text or zero, never null', () => {
  it('shows them as they are sent', async () => {
    const { due_date, project_id, archived_at } = await oneInvoice();
    expect({ due_date, project_id, archived_at }).toEqual({ due_date: '', project_id: '', archived_at: 0 });
  });

  it('does not take 0 for the first of January 1970', () => {
    expect(instant(0)).toBeUndefined();
    expect(instant(1_700_000_000)?.toISOString()).toBe('2023-11-14T22:13:20.000Z');
  });

  it('tells the three states of a record apart', () => {
    expect(recordState({ archived_at: 0, is_deleted: false })).toBe('active');
    expect(recordState({ archived_at: 5, is_deleted: false })).toBe('archived');
    expect(recordState({ archived_at: 5, is_deleted: true })).toBe('deleted');
  });
});

describe('time_log is JSON text', () => {
  it('is read as entries', () => {
    expect(parseTimeLog('[[1700000000,1700003600,"call",false],[1700007200,0]]')).toEqual([
      { start: 1_700_000_000, end: 1_700_003_600, description: 'call', isBillable: false },
      { start: 1_700_007_200, end: undefined, description: '', isBillable: true },
    ]);
    expect(parseTimeLog('')).toEqual([]);
  });

  it('survives a round through the server', async () => {
    const log = [{ start: 1_700_000_000, end: 1_700_003_600, description: 'call', isBillable: true }];
    const task = await ninja.tasks.create({ description: 'x', time_log: formatTimeLog(log) });
    expect(parseTimeLog((await ninja.tasks.get(task.id)).time_log)).toEqual(log);
  });

  it.each(['no json', '{}', '[1]', '[["a"]]'])('is refused as %s', (text) => {
    expect(() => parseTimeLog(text)).toThrow('time_log');
  });
});

it('has no ids on lines: they are replaced as a whole', async () => {
  const invoice = await oneInvoice();
  expect(invoice.line_items[0]).not.toHaveProperty('id');
  const changed = await ninja.invoices.update(invoice.id, { line_items: [{ cost: 1, quantity: 1 }] });
  expect(changed.line_items).toHaveLength(1);
});

it('puts a record into the hands of `validate: warn` as it came', async () => {
  const invoice = await oneInvoice();
  const { fetch } = recordFetch(Response.json({ data: { ...invoice, amount: '25.00' } }));
  const warnings: string[] = [];
  const lenient = createInvoiceNinjaClient({
    baseUrl,
    token,
    fetch,
    validate: 'warn',
    onShapeWarning: (error) => warnings.push(error.message),
  });
  expect(await lenient.invoices.get(invoice.id)).toMatchObject({ amount: '25.00' });
  expect(warnings).toEqual([expect.stringContaining('data.amount')]);
});
