import { salesInvoices } from '../records/erpnext.ts';
import { mainRecords } from '../records/records-of.ts';
import type { Provider } from '../providers.ts';
import { type Dialect, rowCount, rowsFrom, turn } from './dialect.ts';
import { template } from './template.ts';

const padded = (index: number): string => String(index).padStart(6, '0');

/** Pages by number, with a pagination block. */
async function invoiceNinja(): Promise<Dialect> {
  const { records } = await mainRecords('invoice-ninja');
  const templates = records.map((record) => template(record, ['id', 'number']));
  const row = (index: number): string =>
    turn(templates, index)({ id: `Row${padded(index)}x`, number: padded(index) });
  return ({ pathname, searchParams }) => {
    if (!pathname.endsWith('/invoices')) return `{"data":${row(0)}}`;
    const per_page = Number(searchParams.get('per_page'));
    const current_page = Number(searchParams.get('page'));
    const rows = rowsFrom((current_page - 1) * per_page, per_page, row);
    const pagination = {
      total: rowCount,
      count: rows.length,
      per_page,
      current_page,
      total_pages: Math.ceil(rowCount / per_page),
      links: {},
    };
    return `{"data":[${rows.join(',')}],"meta":{"pagination":${JSON.stringify(pagination)}}}`;
  };
}

/** From the newest back, a millisecond apart, bounded by an exclusive `to`. */
async function revolut(): Promise<Dialect> {
  const { records } = await mainRecords('revolut');
  const newest = Date.UTC(2026, 10, 1);
  const templates = records.map((record) => template(record, ['id', 'created_at', 'updated_at']));
  const row = (index: number): string => {
    const at = `${new Date(newest - index).toISOString().slice(0, -1)}000Z`;
    return turn(templates, index)({ id: `row-${padded(index)}`, created_at: at, updated_at: at });
  };
  return ({ pathname, searchParams }) => {
    if (pathname.endsWith('/auth/token'))
      return '{"access_token":"oa_sand_bench","token_type":"bearer","expires_in":2399}';
    if (!pathname.endsWith('/transactions')) return row(0);
    const to = searchParams.get('to');
    // A bound of a millisecond and a microsecond shows the row of that millisecond too.
    const start = to === null ? 0 : newest - Date.parse(to) + (/(\d{3})Z$/.exec(to)?.[1] === '000' ? 1 : 0);
    return `[${rowsFrom(start, Number(searchParams.get('count')), row).join(',')}]`;
  };
}

/** By (modified, name), a second apart, from a datetime on. */
async function erpnext(): Promise<Dialect> {
  const { records } = await mainRecords('erpnext');
  const oldest = Date.UTC(2020, 0, 1);
  const templates = records.map((record) => template(record, ['name', 'modified']));
  const row = (index: number): string => {
    const at = new Date(oldest + index * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return turn(templates, index)({ name: `ACC-SINV-${padded(index)}`, modified: `${at}.000000` });
  };
  const document = JSON.stringify(turn(salesInvoices(), 0));
  return ({ searchParams }) => {
    if (!searchParams.has('limit')) return `{"data":${document}}`;
    const from = /"modified",\s*">=",\s*"([^"]+)"/.exec(searchParams.get('filters') ?? '')?.[1];
    const start = from === undefined ? 0 : (Date.parse(`${from.replace(' ', 'T')}Z`) - oldest) / 1000;
    return `{"data":[${rowsFrom(start, Number(searchParams.get('limit')), row).join(',')}]}`;
  };
}

/** By id, behind the last one, as an object. */
async function mautic(): Promise<Dialect> {
  const { records } = await mainRecords('mautic');
  const templates = records.map((record) => template(record, ['id']));
  const row = (index: number): string => turn(templates, index)({ id: index + 1 });
  return ({ pathname, searchParams }) => {
    if (!pathname.endsWith('/contacts')) return `{"contact":${row(0)}}`;
    const behind = Number(searchParams.get('where[0][val]'));
    const rows = rowsFrom(behind, Number(searchParams.get('limit')), row);
    const members = rows.map((text, offset) => `"${behind + offset + 1}":${text}`);
    return `{"total":"${rowCount}","contacts":{${members.join(',')}}}`;
  };
}

const makers = { 'invoice-ninja': invoiceNinja, revolut, erpnext, mautic };

/** How a provider answers. */
export const dialectOf = async (provider: Provider): Promise<Dialect> => await makers[provider]();
