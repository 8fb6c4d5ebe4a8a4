import { defineMapping } from '@unified-sync/sync-engine';
import { quotes } from '../../../authority/collections/quotes.ts';
import { isoCode, ninjaAmount, ninjaDate, ninjaId, ninjaLines, ninjaText, quoteStatus } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/** Quotes. A draft may be edited on both sides; what was sent belongs to Invoice Ninja. */
export const quotesMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(quotes, {
    stream: `${connection}.quotes`,
    entity: 'invoice-ninja.quotes',
    remoteFields: [
      'id',
      'number',
      'client_id',
      'status_id',
      'date',
      'due_date',
      'net',
      'total_taxes',
      'amount',
      'currency',
      'line_items',
    ],
    fields: {
      number: { remote: 'number', codec: ninjaText, direction: 'both' },
      company: { remote: 'client_id', codec: ninjaId, direction: 'both', refers: `${connection}.clients` },
      status: { remote: 'status_id', codec: quoteStatus, direction: 'in' },
      date: { remote: 'date', codec: ninjaDate, direction: 'both' },
      valid_until: { remote: 'due_date', codec: ninjaDate, direction: 'both' },
      net: { remote: 'net', codec: ninjaAmount, direction: 'in' },
      tax: { remote: 'total_taxes', codec: ninjaAmount, direction: 'in' },
      gross: { remote: 'amount', codec: ninjaAmount, direction: 'in' },
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
