import type { LineItem } from '../entities/line-item.ts';
import type { Known } from './known.ts';

/** A line as it is written: totals are computed, and lines have no id. */
export type LineItemInput = Partial<Omit<Known<LineItem>, 'line_total' | 'gross_line_total' | 'tax_amount'>>;

/** Fields of invoices, quotes, credits and recurring invoices that `update` takes (the models' `fillable`). */
export const billingFields = [
  'number',
  'discount',
  'is_amount_discount',
  'po_number',
  'date',
  'due_date',
  'terms',
  'footer',
  'public_notes',
  'private_notes',
  'tax_name1',
  'tax_name2',
  'tax_name3',
  'tax_rate1',
  'tax_rate2',
  'tax_rate3',
  'uses_inclusive_taxes',
  'partial',
  'partial_due_date',
  'project_id',
  'vendor_id',
  'design_id',
  'assigned_user_id',
  'subscription_id',
  'exchange_rate',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
  'custom_surcharge1',
  'custom_surcharge2',
  'custom_surcharge3',
  'custom_surcharge4',
] as const;

/** Lines are replaced as a whole: send all of them or leave them out. */
export interface WithLines {
  line_items?: readonly LineItemInput[] | undefined;
}
