import { byStream, defineAuthority, shared, type AuthorityDefinition } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { companies } from './collections/companies.ts';

/** Companies are anybody's; in a conflict the hub wins. */
export const companiesAuthority = (mappings: readonly NinjaMappings['clients'][]): AuthorityDefinition =>
  defineAuthority(companies, mappings, {
    name: shared({ prefer: 'hub' }),
    type: byStream('invoice-ninja.clients'),
    phone: shared({ prefer: 'hub' }),
    website: shared({ prefer: 'hub' }),
    vat_number: shared({ prefer: 'hub' }),
    registration_number: shared({ prefer: 'hub' }),
    address_line_1: shared({ prefer: 'hub' }),
    address_line_2: shared({ prefer: 'hub' }),
    postal_code: shared({ prefer: 'hub' }),
    city: shared({ prefer: 'hub' }),
    state: shared({ prefer: 'hub' }),
    country: shared({ prefer: 'hub' }),
    currency: shared({ prefer: 'hub' }),
    payment_terms: shared({ prefer: 'hub' }),
    invoice_ninja_id: byStream('invoice-ninja.clients'),
  });
