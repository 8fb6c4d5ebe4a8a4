import { defineMapping } from '@unified-sync/sync-engine';
import { expenses } from '../../../authority/collections/expenses.ts';
import { isoCode, ninjaAmount, ninjaDate, ninjaText } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/** Expenses. Their vendors and categories are Invoice Ninja's own; the category's name is shown. */
export const expensesMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(expenses, {
    stream: `${connection}.expenses`,
    entity: 'invoice-ninja.expenses',
    remoteFields: ['id', 'public_notes', 'amount', 'tax', 'currency', 'date', 'category'],
    fields: {
      description: { remote: 'public_notes', codec: ninjaText, direction: 'both' },
      amount: { remote: 'amount', codec: ninjaAmount, direction: 'both' },
      tax: { remote: 'tax', codec: ninjaAmount, direction: 'in' },
      currency: { remote: 'currency', codec: isoCode(3), direction: 'both' },
      date: { remote: 'date', codec: ninjaDate, direction: 'both' },
      category: { remote: 'category', codec: ninjaText, direction: 'in' },
      invoice_ninja_id: recordId,
    },
    capabilities: capabilitiesOf(scope),
    matchBy: [],
    createInHub: true,
    createInStream: { when: {} },
    onDelete: 'keep',
    constants: { owner_company: ownerCompany },
  });
