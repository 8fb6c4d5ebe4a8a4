import { defineMapping } from '@unified-sync/sync-engine';
import { products } from '../../../authority/collections/products.ts';
import { isoCode, ninjaRate, ninjaText } from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/** Products have no name of their own, and are priced in the company's currency. */
export const productsMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(products, {
    stream: `${connection}.products`,
    entity: 'invoice-ninja.products',
    remoteFields: ['id', 'product_key', 'notes', 'price', 'cost', 'currency', 'tax_rate1'],
    fields: {
      sku: { remote: 'product_key', codec: ninjaText, direction: 'both' },
      description: { remote: 'notes', codec: ninjaText, direction: 'both' },
      price: { remote: 'price', codec: ninjaRate, direction: 'both' },
      cost: { remote: 'cost', codec: ninjaRate, direction: 'both' },
      currency: { remote: 'currency', codec: isoCode(3), direction: 'in' },
      tax_rate: { remote: 'tax_rate1', codec: ninjaRate, direction: 'both' },
      invoice_ninja_id: recordId,
    },
    capabilities: capabilitiesOf(scope),
    matchBy: [['sku']],
    createInHub: true,
    createInStream: { when: {} },
    onDelete: 'remove',
    constants: { owner_company: ownerCompany },
  });
