import type { NinjaApi } from '../api.ts';
import { type Product, productSchema } from '../entities/product.ts';
import { search } from '../listing/filters.ts';
import { commonEffects, type BulkEffects, type CommonActions } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'product_key',
  'notes',
  'cost',
  'price',
  'quantity',
  'tax_name1',
  'tax_name2',
  'tax_name3',
  'tax_rate1',
  'tax_rate2',
  'tax_rate3',
  'in_stock_quantity',
  'stock_notification',
  'stock_notification_threshold',
  'max_quantity',
  'product_image',
  'tax_id',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

/** What may be written of a product. Nothing about it is unique: look before you create. */
export type ProductInput = Writable<Product, (typeof fields)[number]>;

export interface ProductActions extends CommonActions {
  set_tax_id: { tax_id: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' };
}

const effects: BulkEffects<Product, ProductActions> = { ...commonEffects, set_tax_id: undefined };

const filters = { product_key: search, filter: search };

/** Products. */
export interface ProductsResource
  extends
    RecordResource<Product, typeof filters, 'company' | 'user', ProductInput, ProductInput, ProductActions>,
    Uploads<Product> {}

/** The resource behind `ninja.products`. */
export const createProducts = (api: NinjaApi): ProductsResource =>
  createUploadable<Product, typeof filters, 'company' | 'user', ProductInput, ProductInput, ProductActions>(
    api,
    {
      name: 'products',
      schema: productSchema,
      filters,
      includes: ['company', 'user'],
      creatable: fields,
      updatable: fields,
      effects,
    },
  );
