import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Sales Taxes and Charges of ERPNext 15: the fields that every site has (`sales_taxes_and_charges.json`, ERPNext 15.65.1). */
export const salesTaxesAndChargesSchema = z.looseObject({
  ...rowFields,
  charge_type: field.select<
    'Actual' | 'On Net Total' | 'On Previous Row Amount' | 'On Previous Row Total' | 'On Item Quantity'
  >(),
  row_id: field.text,
  account_head: field.text,
  cost_center: field.text,
  description: field.text,
  included_in_print_rate: field.check,
  rate: field.number,
  tax_amount: field.number,
  total: field.number,
  tax_amount_after_discount_amount: field.number,
  base_tax_amount: field.number,
  base_total: field.number,
  base_tax_amount_after_discount_amount: field.number,
  item_wise_tax_detail: field.text,
  included_in_paid_amount: field.check,
  dont_recompute_tax: field.check,
  account_currency: field.text,
});

export type SalesTaxesAndCharges = z.infer<typeof salesTaxesAndChargesSchema>;
