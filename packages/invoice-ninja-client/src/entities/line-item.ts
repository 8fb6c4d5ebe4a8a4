import { z } from 'zod';
import { customValues, flag, number, openEnum, taxes, text } from './fields.ts';

/** 1 product, 2 service, 3 unpaid gateway fee, 4 paid gateway fee, 5 late fee, 6 expense. */
export type LineItemType = '1' | '2' | '3' | '4' | '5' | '6';

/**
 * A line of an invoice, quote or credit (`InvoiceItem`). Lines have no id: the server strips it, and
 * replaces all of them whenever `line_items` is sent. They are stored as they were written, so one that
 * an older version wrote lacks the fields that came later.
 */
export const lineItemSchema = z.looseObject({
  quantity: number,
  cost: number,
  product_key: text,
  notes: text,
  line_total: number,
  ...z
    .object({
      ...customValues,
      ...taxes,
      product_cost: number,
      discount: number,
      is_amount_discount: flag,
      sort_id: text,
      gross_line_total: number,
      tax_amount: number,
      date: text,
      type_id: openEnum<LineItemType>(),
      tax_id: text,
      task_id: text,
      expense_id: text,
      /** UN/ECE unit, usually `C62`. */
      unit_code: text,
    })
    .partial().shape,
});

export type LineItem = z.infer<typeof lineItemSchema>;
