import { z } from 'zod';
import { field, rowFields } from './fields.ts';

/** Purchase Taxes and Charges of ERPNext 15: the fields that every site has (`purchase_taxes_and_charges.json`, ERPNext 15.65.1). */
export const purchaseTaxesAndChargesSchema = z.looseObject({
  ...rowFields,
  category: field.select<'Valuation and Total' | 'Valuation' | 'Total'>(),
  add_deduct_tax: field.select<'Add' | 'Deduct'>(),
  charge_type: field.select<
    'Actual' | 'On Net Total' | 'On Previous Row Amount' | 'On Previous Row Total' | 'On Item Quantity'
  >(),
  row_id: field.text,
  included_in_print_rate: field.check,
  account_head: field.text,
  cost_center: field.text,
  description: field.text,
  rate: field.number,
  tax_amount: field.number,
  tax_amount_after_discount_amount: field.number,
  total: field.number,
  base_tax_amount: field.number,
  base_total: field.number,
  base_tax_amount_after_discount_amount: field.number,
  item_wise_tax_detail: field.text,
  included_in_paid_amount: field.check,
  account_currency: field.text,
  is_tax_withholding_account: field.check,
});

export type PurchaseTaxesAndCharges = z.infer<typeof purchaseTaxesAndChargesSchema>;
