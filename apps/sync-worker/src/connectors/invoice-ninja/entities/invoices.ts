import { invoiceSchema, type Invoice } from '@unified-sync/invoice-ninja-client';
import type { NinjaEntity } from '../entity.ts';
import { invoiceRecord } from '../records/billing-record.ts';
import { rowsOf } from '../rows-of.ts';
import { billingInput, checkClientLives, clientFor, withClientOf } from '../writes/billing-input.ts';
import { keyed } from '../writes/key-slot.ts';
import { settleLines } from '../writes/settle-lines.ts';
import { removeRow } from './remove-row.ts';

export const invoices: NinjaEntity<Invoice> = {
  name: 'invoices',
  schema: invoiceSchema,
  rows: ({ invoices: resource }) => rowsOf(resource, ['client']),
  show: invoiceRecord,
  async create({ fields, key }, tools) {
    const { ninja, settings } = tools;
    const client = await clientFor(fields, tools);
    const input = {
      ...billingInput(fields, null, settings),
      ...keyed(settings, key),
      client_id: client.id,
    };
    return {
      row: withClientOf({ client_id: client.id, client }, await ninja.invoices.create(input)),
      part: '',
    };
  },
  async update(row, { fields }, { ninja, settings }) {
    return withClientOf(row, await ninja.invoices.update(row.id, billingInput(fields, row, settings)));
  },
  remove: async (row, _part, { ninja }) => withClientOf(row, await removeRow(ninja.invoices, row)),
  async restore(row, _part, { ninja }) {
    checkClientLives(row);
    return withClientOf(row, await ninja.invoices.restore(row.id));
  },
  commands: {
    mark_sent: async (row, { ninja }) => withClientOf(row, await ninja.invoices.markSent(row.id)),
  },
  settle: settleLines,
};
