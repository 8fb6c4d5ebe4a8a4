import {
  blankCredit,
  blankInvoice,
  blankQuote,
  blankRecurringInvoice,
  type CreditData,
  type InvoiceData,
  type QuoteData,
  type RecurringInvoiceData,
} from './billing-document.ts';
import { blankClient, type ClientData } from './client.ts';
import { blankDocument, type DocumentData } from './document.ts';
import { blankExpense, type ExpenseData } from './expense.ts';
import { blankPayment, type PaymentData } from './payment.ts';
import { blankProduct, type ProductData } from './product.ts';
import { blankProject, type ProjectData } from './project.ts';
import { blankTask, type TaskData } from './task.ts';
import { blankVendor, type VendorData } from './vendor.ts';
import { blankWebhook, type WebhookData } from './webhook.ts';

/** What each entity of the API holds, by the name of its route. */
export interface EntityData {
  clients: ClientData;
  invoices: InvoiceData;
  payments: PaymentData;
  expenses: ExpenseData;
  products: ProductData;
  vendors: VendorData;
  quotes: QuoteData;
  credits: CreditData;
  recurring_invoices: RecurringInvoiceData;
  projects: ProjectData;
  tasks: TaskData;
  webhooks: WebhookData;
  documents: DocumentData;
}

export type EntityName = keyof EntityData;

/** What the server adds to every record; times are Unix seconds, 0 for never. */
export interface RecordStamp {
  id: string;
  created_at: number;
  updated_at: number;
  archived_at: number;
  is_deleted: boolean;
}

/** A record as the API shows it, without what `?include=` adds. */
export type RecordOf<Name extends EntityName> = Readonly<EntityData[Name]> &
  RecordStamp & {
    /** Files attached to it; webhooks and documents themselves have none. */
    readonly documents?: readonly (DocumentData & RecordStamp)[];
  };

/** A fresh record of each entity: its field list and its defaults. */
export const blank: { readonly [Name in EntityName]: () => EntityData[Name] } = {
  clients: blankClient,
  invoices: blankInvoice,
  payments: blankPayment,
  expenses: blankExpense,
  products: blankProduct,
  vendors: blankVendor,
  quotes: blankQuote,
  credits: blankCredit,
  recurring_invoices: blankRecurringInvoice,
  projects: blankProject,
  tasks: blankTask,
  webhooks: blankWebhook,
  documents: blankDocument,
};
