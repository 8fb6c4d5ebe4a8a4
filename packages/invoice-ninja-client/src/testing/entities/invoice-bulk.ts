import { text } from '../behaviour/coerce.ts';
import { cloneAs } from '../behaviour/clone-document.ts';
import { cancelInvoice, emailInvoice, isPayable, markPaid } from '../behaviour/invoice-actions.ts';
import { markSentAndTell } from '../behaviour/mark-sent.ts';
import { pdf } from '../behaviour/pdf.ts';
import { json } from '../http/reply.ts';
import { blankInvoice, blankQuote, type InvoiceData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { eachRow } from './each-row.ts';
import type { BulkAction } from './entity.ts';

type Actions = Readonly<Record<string, BulkAction<InvoiceData>>>;

/** What `POST /invoices/bulk` can do besides archive, restore and delete. */
export function invoiceActions(installation: Installation): Actions {
  const { tables } = installation;
  const email = eachRow((row: Row<InvoiceData>) => emailInvoice(installation, row));

  return {
    mark_sent: eachRow((row) => markSentAndTell(installation, row)),
    // One that cannot be paid is passed over in silence.
    mark_paid: eachRow((row) => isPayable(row) && markPaid(installation, row)),
    cancel: eachRow((row) => cancelInvoice(installation, row)),
    email,
    send_email: email,
    // There is no gateway to bill.
    auto_bill: eachRow(() => undefined),
    template: eachRow(() => undefined),
    clone_to_invoice: eachRow((row) => cloneInvoice(installation, row)),
    clone_to_quote: eachRow((row) => {
      const quote = cloneAs(installation, 'quotes', blankQuote(), row.data);
      installation.emit('quotes', 'create', tables.quotes.insert(row.companyKey, quote));
    }),
    set_payment_link: (rows, { input }) => {
      for (const row of rows) tables.invoices.save(row, { subscription_id: text(input['subscription_id']) });
    },
    download: ([row]) => row && pdf(`Invoice ${row.data.number}`),
    bulk_download: (rows) => (rows.length < 2 ? undefined : json({ message: 'Emailed (s)' })),
    bulk_print: (rows) => pdf(rows.map(({ data }) => `Invoice ${data.number}`).join(', ')),
  };
}

/** A copy as a new draft. */
export function cloneInvoice(installation: Installation, row: Row<InvoiceData>): Row<InvoiceData> {
  const copy = cloneAs(installation, 'invoices', blankInvoice(), row.data);
  const clone = installation.tables.invoices.insert(row.companyKey, copy);
  installation.emit('invoices', 'create', clone);
  return clone;
}
