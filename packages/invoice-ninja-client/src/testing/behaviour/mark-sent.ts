import { addDays } from './dates.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { clientOf, moveMoney } from './client-money.ts';
import { text } from './coerce.ts';
import { nextNumber } from './numbers.ts';

/**
 * Makes a draft a sent invoice: from now on its amount is owed. Other invoices stay as they are. Tells
 * nobody; see {@link markSentAndTell}.
 */
export function markSent(installation: Installation, row: Row<InvoiceData>): boolean {
  const { clock, tables } = installation;
  if (row.data.status_id !== '1') return false;
  const company = installation.company(row.companyKey);
  const terms = text(
    clientOf(installation, row.data.client_id)?.data.settings['payment_terms'] ??
      company.settings['payment_terms'],
  );
  const now = clock.now();
  const sentAt = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  tables.invoices.save(row, {
    status_id: '2',
    balance: row.data.amount,
    number: row.data.number || nextNumber(installation, 'invoices', tables.invoices, row.companyKey),
    due_date:
      row.data.due_date === '' && terms !== '' ? addDays(row.data.date, Number(terms)) : row.data.due_date,
    invitations: row.data.invitations.map((invitation) => ({ ...invitation, sent_date: sentAt })),
  });
  moveMoney(installation, row.data.client_id, { balance: row.data.amount });
  return true;
}

/** As {@link markSent}, with the webhooks that the action fires. */
export function markSentAndTell(installation: Installation, row: Row<InvoiceData>): void {
  if (!markSent(installation, row)) return;
  installation.emit('invoices', 'update', row);
  installation.emit('invoices', 'sent', row);
}
