import type { Product } from '@unified-sync/invoice-ninja-client';
import type { SideRecord } from '@unified-sync/sync-engine';
import { recordPart, sideRecord, type RecordContext } from './record-context.ts';

/** A product, priced in the company's currency. */
export function productRecord(product: Product, context: RecordContext): SideRecord {
  const { id, product_key, notes, price, cost, tax_rate1 } = product;
  const fields = {
    id,
    product_key,
    notes,
    price,
    cost,
    tax_rate1,
    currency: context.lookups.companyCurrency,
  };
  return sideRecord(product, { '': recordPart(product, fields, context) });
}
