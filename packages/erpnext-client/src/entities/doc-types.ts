import { bankAccountSchema } from './bank-account.ts';
import { bankTransactionSchema } from './bank-transaction.ts';
import { customerSchema } from './customer.ts';
import { glEntrySchema } from './gl-entry.ts';
import { itemSchema } from './item.ts';
import { journalEntrySchema } from './journal-entry.ts';
import { paymentEntrySchema } from './payment-entry.ts';
import { purchaseInvoiceSchema } from './purchase-invoice.ts';
import { salesInvoiceSchema } from './sales-invoice.ts';
import { supplierSchema } from './supplier.ts';

/** The DocTypes that `erp.documents(name)` knows the fields of. */
export const docTypeSchemas = {
  'Bank Account': bankAccountSchema,
  'Bank Transaction': bankTransactionSchema,
  Customer: customerSchema,
  'GL Entry': glEntrySchema,
  Item: itemSchema,
  'Journal Entry': journalEntrySchema,
  'Payment Entry': paymentEntrySchema,
  'Purchase Invoice': purchaseInvoiceSchema,
  'Sales Invoice': salesInvoiceSchema,
  Supplier: supplierSchema,
} as const;

/** Name of a DocType that has a type of its own. */
export type KnownDocType = keyof typeof docTypeSchemas;
