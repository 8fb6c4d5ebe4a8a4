import { productSchema, type Product } from '@unified-sync/invoice-ninja-client';
import type { Fields } from '@unified-sync/sync-engine';
import type { NinjaEntity, WriteTools } from '../entity.ts';
import { productRecord } from '../records/product-record.ts';
import { rowsOf } from '../rows-of.ts';
import { keyed } from '../writes/key-slot.ts';
import { numberField, sameFields } from '../writes/request-fields.ts';
import { taxName } from '../writes/tax-name.ts';
import { removeRow } from './remove-row.ts';

export const products: NinjaEntity<Product> = {
  name: 'products',
  schema: productSchema,
  rows: ({ products: resource }) => rowsOf(resource),
  show: productRecord,
  async create({ fields, key }, { ninja, settings }) {
    const input = { ...productInput(fields, '', settings), ...keyed(settings, key) };
    return { row: await ninja.products.create(input), part: '' };
  },
  update: async (row, { fields }, { ninja, settings }) =>
    await ninja.products.update(row.id, productInput(fields, row.tax_name1, settings)),
  remove: async (row, _part, { ninja }) => await removeRow(ninja.products, row),
  restore: async (row, _part, { ninja }) => await ninja.products.restore(row.id),
};

function productInput(fields: Fields, currentTaxName: string, settings: WriteTools<Product>['settings']) {
  const [price, cost, rate] = [
    numberField(fields, 'price'),
    numberField(fields, 'cost'),
    numberField(fields, 'tax_rate1'),
  ];
  return {
    ...sameFields(fields, ['product_key', 'notes']),
    ...(price !== undefined && { price }),
    ...(cost !== undefined && { cost }),
    ...(rate !== undefined && { tax_rate1: rate, tax_name1: taxName(rate, currentTaxName, settings) }),
  };
}
