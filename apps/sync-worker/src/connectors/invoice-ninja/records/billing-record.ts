import type { Client, Invoice, Quote } from '@unified-sync/invoice-ninja-client';
import type { SideRecord } from '@unified-sync/sync-engine';
import { shownLines } from './billing-lines.ts';
import { currencyOf } from './client-record.ts';
import { difference } from './decimals.ts';
import { recordPart, sideRecord, type RecordContext } from './record-context.ts';

/** An invoice, in its client's currency: it has none of its own. */
export const invoiceRecord = (invoice: Invoice, context: RecordContext): SideRecord =>
  sideRecord(invoice, {
    '': recordPart(
      invoice,
      {
        ...documentFields(invoice, context),
        po_number: invoice.po_number,
        paid_to_date: invoice.paid_to_date,
        balance: invoice.balance,
      },
      context,
    ),
  });

/** A quote, in its client's currency. */
export const quoteRecord = (quote: Quote, context: RecordContext): SideRecord =>
  sideRecord(quote, { '': recordPart(quote, documentFields(quote, context), context) });

const documentFields = (document: Invoice | Quote, context: RecordContext) => ({
  id: document.id,
  number: document.number,
  client_id: document.client_id,
  status_id: document.status_id,
  date: document.date,
  due_date: document.due_date,
  net: difference(document.amount, document.total_taxes),
  total_taxes: document.total_taxes,
  amount: document.amount,
  currency: embeddedCurrency(document.client, context),
  line_items: shownLines(document),
});

/** Currency of an embedded client. Without one it is unknown, which no codec takes for empty. */
export const embeddedCurrency = (client: Client | undefined, context: RecordContext): string =>
  client === undefined ? 'client not embedded' : currencyOf(client, context);
