import { defineMapping } from '@unified-sync/sync-engine';
import { companies } from '../../../authority/collections/companies.ts';
import { clientType, isoCode, ninjaText } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/**
 * Clients are companies. What has no place here: e-mail addresses, which are of a client's contacts.
 *
 * `currency` is the client's own or else the company's; `payment_terms` are days, as text. An archived client
 * is a client like any other (its invoices are still owed): only a deleted one is not live.
 */
export const clientsMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(companies, {
    stream: `${connection}.clients`,
    entity: 'invoice-ninja.clients',
    remoteFields: [
      'id',
      'type',
      'name',
      'phone',
      'website',
      'vat_number',
      'id_number',
      'address1',
      'address2',
      'postal_code',
      'city',
      'state',
      'country',
      'currency',
      'payment_terms',
    ],
    fields: {
      name: { remote: 'name', codec: ninjaText, direction: 'both' },
      type: { remote: 'type', codec: clientType, direction: 'in' },
      phone: { remote: 'phone', codec: ninjaText, direction: 'both' },
      website: { remote: 'website', codec: ninjaText, direction: 'both' },
      vat_number: { remote: 'vat_number', codec: ninjaText, direction: 'both' },
      registration_number: { remote: 'id_number', codec: ninjaText, direction: 'both' },
      address_line_1: { remote: 'address1', codec: ninjaText, direction: 'both' },
      address_line_2: { remote: 'address2', codec: ninjaText, direction: 'both' },
      postal_code: { remote: 'postal_code', codec: ninjaText, direction: 'both' },
      city: { remote: 'city', codec: ninjaText, direction: 'both' },
      state: { remote: 'state', codec: ninjaText, direction: 'both' },
      country: { remote: 'country', codec: isoCode(2), direction: 'both' },
      currency: { remote: 'currency', codec: isoCode(3), direction: 'both' },
      payment_terms: { remote: 'payment_terms', codec: ninjaText, direction: 'both' },
      invoice_ninja_id: recordId,
    },
    capabilities: capabilitiesOf(scope),
    matchBy: [['vat_number'], ['registration_number'], ['name', 'postal_code']],
    createInHub: true,
    createInStream: { when: { type: ['client', 'both'] } },
    // Deleting a client takes its invoices and payments along: no delete in the hub may do that.
    onDelete: 'keep',
    constants: { owner_company: ownerCompany },
  });
