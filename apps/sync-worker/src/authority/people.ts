import { byStream, defineAuthority, shared, type AuthorityDefinition } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { people } from './collections/people.ts';

/** People are anybody's; a contact cannot move to another client, so Invoice Ninja says whose it is. */
export const peopleAuthority = (mappings: readonly NinjaMappings['contacts'][]): AuthorityDefinition =>
  defineAuthority(people, mappings, {
    first_name: shared({ prefer: 'hub' }),
    last_name: shared({ prefer: 'hub' }),
    email: shared({ prefer: 'hub' }),
    phone: shared({ prefer: 'hub' }),
    company: byStream('invoice-ninja.contacts'),
    invoice_ninja_id: byStream('invoice-ninja.contacts'),
  });
