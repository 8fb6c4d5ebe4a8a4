import { blankInvoice, type QuoteData } from '../records/billing-document.ts';
import { blankProject } from '../records/project.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { cloneAs } from './clone-document.ts';
import { nextNumber } from './numbers.ts';

/** Makes a draft a sent quote. */
export function sendQuote(installation: Installation, row: Row<QuoteData>): void {
  if (row.data.status_id !== '1') return;
  installation.tables.quotes.save(row, { status_id: '2', balance: row.data.amount });
  installation.emit('quotes', 'update', row);
  installation.emit('quotes', 'sent', row);
}

/** Approves a quote that is open. */
export function approveQuote(installation: Installation, row: Row<QuoteData>): void {
  if (!['1', '2'].includes(row.data.status_id)) return;
  installation.tables.quotes.save(row, { status_id: '3' });
  installation.emit('quotes', 'approve', row);
}

/** Makes an invoice of a quote, once. */
export function convertToInvoice(installation: Installation, row: Row<QuoteData>): void {
  const { tables } = installation;
  if (row.data.invoice_id !== '') return;
  const invoice = tables.invoices.insert(
    row.companyKey,
    cloneAs(installation, 'invoices', blankInvoice(), row.data),
  );
  installation.emit('invoices', 'create', invoice);
  tables.quotes.save(row, { status_id: '4', invoice_id: invoice.id });
  installation.emit('quotes', 'update', row);
}

/** Makes a project of a quote, once. */
export function convertToProject(installation: Installation, row: Row<QuoteData>): void {
  const { tables } = installation;
  if (row.data.project_id !== '') return;
  const project = tables.projects.insert(row.companyKey, {
    ...blankProject(),
    user_id: row.data.user_id,
    client_id: row.data.client_id,
    name: `Quote ${row.data.number}`,
    number: nextNumber(installation, 'projects', tables.projects, row.companyKey),
  });
  installation.emit('projects', 'create', project);
  tables.quotes.save(row, { project_id: project.id });
  installation.emit('quotes', 'update', row);
}
