import { defineMapping } from '@unified-sync/sync-engine';
import { people } from '../../../authority/collections/people.ts';
import { ninjaId, ninjaText } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/**
 * Contacts of a client are people: parts of the client's record, since Invoice Ninja replaces them together.
 * A contact without a name, an e-mail address and a phone number is nobody: the provider makes one where a
 * client has none.
 */
export const contactsMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(people, {
    stream: `${connection}.clients`,
    entity: 'invoice-ninja.contacts',
    partPrefix: 'contact:',
    parent: 'company',
    remoteFields: ['id', 'client_id', 'first_name', 'last_name', 'email', 'phone'],
    fields: {
      first_name: { remote: 'first_name', codec: ninjaText, direction: 'both', unit: 'contacts' },
      last_name: { remote: 'last_name', codec: ninjaText, direction: 'both', unit: 'contacts' },
      email: { remote: 'email', codec: ninjaText, direction: 'both', unit: 'contacts' },
      phone: { remote: 'phone', codec: ninjaText, direction: 'both', unit: 'contacts' },
      company: { remote: 'client_id', codec: ninjaId, direction: 'in', refers: `${connection}.clients` },
      invoice_ninja_id: recordId,
    },
    capabilities: capabilitiesOf(scope),
    matchBy: [['email']],
    createInHub: true,
    createInStream: { when: {} },
    onDelete: 'remove',
    constants: { owner_company: ownerCompany },
  });
