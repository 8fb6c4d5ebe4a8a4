import { byStream, defineAuthority, shared, type AuthorityDefinition } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { products } from './collections/products.ts';

/** Products are anybody's; their currency is that of the company in Invoice Ninja. */
export const productsAuthority = (mappings: readonly NinjaMappings['products'][]): AuthorityDefinition =>
  defineAuthority(products, mappings, {
    sku: shared({ prefer: 'hub' }),
    description: shared({ prefer: 'hub' }),
    price: shared({ prefer: 'hub' }),
    cost: shared({ prefer: 'hub' }),
    currency: byStream('invoice-ninja.products'),
    tax_rate: shared({ prefer: 'hub' }),
    invoice_ninja_id: byStream('invoice-ninja.products'),
  });
