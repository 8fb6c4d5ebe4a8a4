import { defineMapping } from '@unified-sync/sync-engine';
import { clientInvoices } from '../../../authority/collections/client-invoices.ts';
import { invoiceStatus, isoCode, ninjaAmount, ninjaDate, ninjaId, ninjaLines, ninjaText } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/**
 * Invoices. A draft may be edited on both sides; an issued one belongs to Invoice Ninja, and so does whatever
 * it computes. An archived invoice is still owed, so it is live; a deleted one is not.
 */
export const invoicesMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(clientInvoices, {
    stream: `${connection}.invoices`,
    entity: 'invoice-ninja.invoices',
    remoteFields: [
      'id',
      'number',
      'client_id',
      'status_id',
      'date',
      'due_date',
      'po_number',
      'net',
      'total_taxes',
      'amount',
      'paid_to_date',
      'balance',
      'currency',
      'line_items',
    ],
    fields: {
      number: { remote: 'number', codec: ninjaText, direction: 'both' },
      company: { remote: 'client_id', codec: ninjaId, direction: 'both', refers: `${connection}.clients` },
      status: { remote: 'status_id', codec: invoiceStatus, direction: 'in' },
      date: { remote: 'date', codec: ninjaDate, direction: 'both' },
      due_date: { remote: 'due_date', codec: ninjaDate, direction: 'both' },
      po_number: { remote: 'po_number', codec: ninjaText, direction: 'both' },
      net: { remote: 'net', codec: ninjaAmount, direction: 'in' },
      tax: { remote: 'total_taxes', codec: ninjaAmount, direction: 'in' },
      gross: { remote: 'amount', codec: ninjaAmount, direction: 'in' },
      paid: { remote: 'paid_to_date', codec: ninjaAmount, direction: 'in' },
      balance: { remote: 'balance', codec: ninjaAmount, direction: 'in' },
      currency: { remote: 'currency', codec: isoCode(3), direction: 'both' },
      lines: { remote: 'line_items', codec: ninjaLines, direction: 'both', unit: 'line_items' },
      invoice_ninja_id: recordId,
    },
    capabilities: capabilitiesOf(scope),
    matchBy: [['number']],
    createInHub: true,
    createInStream: { when: { status: ['draft', null] } },
    onDelete: 'keep',
    commands: [{ name: 'mark_sent', field: 'status', from: ['draft'], to: 'sent', movesMoney: false }],
    constants: { owner_company: ownerCompany },
  });
