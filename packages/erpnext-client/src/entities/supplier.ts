import { z } from 'zod';
import { anyRowSchema } from './any-document.ts';
import { documentFields, field } from './fields.ts';

/** Supplier of ERPNext 15: the fields that every site has (`supplier.json`, ERPNext 15.65.1). */
export const supplierSchema = z.looseObject({
  ...documentFields,
  naming_series: field.text,
  supplier_name: field.text,
  country: field.text,
  default_bank_account: field.text,
  tax_id: field.text,
  tax_category: field.text,
  tax_withholding_category: field.text,
  is_transporter: field.check,
  is_internal_supplier: field.check,
  represents_company: field.text,
  image: field.text,
  supplier_group: field.text,
  supplier_type: field.select<'Company' | 'Individual' | 'Partnership'>(),
  language: field.text,
  disabled: field.check,
  warn_rfqs: field.check,
  warn_pos: field.check,
  prevent_rfqs: field.check,
  prevent_pos: field.check,
  companies: field.table(anyRowSchema),
  default_currency: field.text,
  default_price_list: field.text,
  payment_terms: field.text,
  on_hold: field.check,
  hold_type: field.select<'All' | 'Invoices' | 'Payments'>(),
  release_date: field.date,
  accounts: field.table(anyRowSchema),
  website: field.text,
  supplier_details: field.text,
  is_frozen: field.check,
  allow_purchase_invoice_creation_without_purchase_order: field.check,
  allow_purchase_invoice_creation_without_purchase_receipt: field.check,
  supplier_primary_contact: field.text,
  mobile_no: field.text,
  email_id: field.text,
  primary_address: field.text,
  supplier_primary_address: field.text,
  portal_users: field.table(anyRowSchema),
});

export type Supplier = z.infer<typeof supplierSchema>;
