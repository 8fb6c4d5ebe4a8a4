import { decimal, toNumber } from '../decimal.ts';
import type { Input } from '../http/api-request.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { isTrue, text } from './coerce.ts';
import { cancelInvoice, emailInvoice, isPayable, markPaid, payAmount } from './invoice-actions.ts';
import { markSentAndTell } from './mark-sent.ts';

/** Does what a POST or PUT of an invoice asks for besides saving it (TriggeredActions). */
export function runTriggers(installation: Installation, row: Row<InvoiceData>, input: Input): void {
  const { company } = installation;
  if (isTrue(input['paid']) && isPayable(row)) markPaid(installation, row);
  const amountPaid = toNumber(decimal(input['amount_paid']));
  if (amountPaid > 0) payAmount(installation, row, amountPaid, text(input['reference']) || 'Manual entry');
  if (isTrue(input['send_email'])) emailInvoice(installation, row);
  if (isTrue(input['mark_sent'])) {
    markSentAndTell(installation, row);
    // Once by the action, once more after it.
    installation.emit('invoices', 'sent', row);
  }
  if (isTrue(input['cancel'])) cancelInvoice(installation, row);
  const { settings } = company(row.companyKey);
  if (isTrue(input['save_default_footer'])) settings['invoice_footer'] = row.data.footer;
  if (isTrue(input['save_default_terms'])) settings['invoice_terms'] = row.data.terms;
}
