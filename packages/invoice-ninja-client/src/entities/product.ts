import { z } from 'zod';
import { documentSchema } from './document.ts';
import { customValues, flag, number, people, stamp, taxes, text } from './fields.ts';

/** A product as Invoice Ninja v5 sends it (`ProductTransformer`). `product_key` is not unique. */
export const productSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  ...taxes,
  product_key: text,
  notes: text,
  cost: number,
  price: number,
  quantity: number,
  is_deleted: flag,
  in_stock_quantity: z.int(),
  stock_notification: flag,
  stock_notification_threshold: z.int(),
  max_quantity: z.int().optional(),
  product_image: text.optional(),
  tax_id: text.optional(),
  documents: z.array(documentSchema),
});

export type Product = z.infer<typeof productSchema>;
