import { checkTypes, fill, text } from '../behaviour/coerce.ts';
import { invalid, serverError } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import { blankProduct, type ProductData } from '../records/product.ts';
import type { Installation } from '../store/installation.ts';
import type { Entity } from './entity.ts';
import { equals, searches } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const readOnly = new Set(['user_id']);

/** Products: `/products`. */
export function products(installation: Installation): Entity<ProductData> {
  const table = installation.tables.products;
  const byColumn = anyColumn(blankProduct);

  return resource(installation, 'products', {
    model: 'Product',
    permission: 'product',
    table,
    compare(column, direction) {
      // The direction goes into the statement as it came.
      if (direction !== 'asc' && direction !== 'desc') throw serverError();
      return byColumn(column, direction);
    },
    includes: { company: () => ({}), user: () => ({}) },
    filters: {
      product_key: equals('product_key'),
      filter: searches(
        'product_key',
        'notes',
        'custom_value1',
        'custom_value2',
        'custom_value3',
        'custom_value4',
      ),
    },
    create(input, { principal: { company, userId } }) {
      const row = table.insert(company.key, { ...blankProduct(), ...readProduct(input), user_id: userId });
      installation.emit('products', 'create', row);
      return row;
    },
    update(row, input) {
      table.save(row, readProduct(input));
      installation.emit('products', 'update', row);
      return row;
    },
    bulkActions: {
      set_tax_id(rows, { input }) {
        const taxId = text(input['tax_id']);
        if (!/^[1-9]$/.test(taxId)) throw invalid({ tax_id: ['The selected tax id is invalid.'] });
        // One statement for all rows: no observer, no webhook.
        for (const row of rows) table.save(row, { tax_id: taxId });
      },
    },
  });
}

function readProduct(input: Input): Partial<ProductData> {
  checkTypes(blankProduct(), input);
  return fill(blankProduct(), input, readOnly);
}
