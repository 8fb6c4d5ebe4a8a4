import { draftOf, revisionOf } from '../behaviour/billing-document.ts';
import { text } from '../behaviour/coerce.ts';
import { clientOf } from '../behaviour/client-money.ts';
import { reviseInvoice } from '../behaviour/invoice-actions.ts';
import { deleteInvoice, restoreInvoice } from '../behaviour/invoice-lifecycle.ts';
import { runTriggers } from '../behaviour/invoice-triggers.ts';
import { ApiFailure, exception } from '../http/api-failure.ts';
import { stamped } from '../http/present.ts';
import { json } from '../http/reply.ts';
import { blankInvoice, type InvoiceData } from '../records/billing-document.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import type { Entity } from './entity.ts';
import { betweenDays, equals, fromDay, searches, states } from './filtering.ts';
import { invoiceActions } from './invoice-bulk.ts';
import { documentsOf, resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

/** Invoices: `/invoices`. */
export function invoices(installation: Installation): Entity<InvoiceData> {
  const { tables, clock } = installation;
  const table = tables.invoices;
  const kind = { entity: 'invoices', kind: 'invoice', blank: blankInvoice, table } as const;
  const byColumn = anyColumn(blankInvoice);
  const clientName = ({ data }: Row<InvoiceData>): string =>
    clientOf(installation, data.client_id)?.data.name ?? '';

  return resource(installation, 'invoices', {
    model: 'Invoice',
    permission: 'invoice',
    table,
    compare(column, direction) {
      if (column !== 'client_id') return byColumn(column, direction);
      const sign = direction === 'asc' ? 1 : -1;
      return (left, right) => sign * clientName(left).localeCompare(clientName(right));
    },
    present: (row, { reminderSchedule }) => ({
      ...stamped(row),
      ...(reminderSchedule === true && { reminder_schedule: '' }),
      documents: documentsOf(installation, 'invoices', row),
    }),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      payments: (row) =>
        tables.payments
          .lookup('invoice', row.companyKey, row.id)
          .map(({ id }) => embedded(installation, 'payments', id)),
      activities: () => [],
    },
    filters: invoiceFilters(() => clock.today()),
    create(input, request) {
      const row = table.insert(
        request.principal.company.key,
        draftOf(installation, kind, input, request.principal),
      );
      installation.emit('invoices', 'create', row);
      runTriggers(installation, row, input);
      return row;
    },
    update(row, input, { principal }) {
      if (isLocked(row, principal.company, clock.today())) throw locked();
      reviseInvoice(installation, row, revisionOf(installation, kind, row, input));
      installation.emit('invoices', 'update', row);
      // What is answered is the invoice before the actions that come with it.
      const before = { ...row };
      runTriggers(installation, row, input);
      return before;
    },
    remove: (row) => deleteInvoice(installation, row),
    restore: (row) => restoreInvoice(installation, row),
    beforeBulk({ address, input, principal }) {
      const parts = [
        'invoices',
        address,
        text(input['action']),
        JSON.stringify(input['ids']),
        principal.company.id,
      ];
      if (installation.isRepeated(parts.join('|'))) throw exception('Duplicate request');
    },
    nothingFound: json({ message: 'No Invoices Found' }),
    bulkActions: invoiceActions(installation),
    unknownAction: 'ignored',
  });
}

function isLocked({ data }: Row<InvoiceData>, { lockInvoices }: Company, today: string): boolean {
  if (lockInvoices === 'when_sent') return data.status_id !== '1';
  if (lockInvoices === 'when_paid') return data.status_id === '4';
  return lockInvoices === 'end_of_month' && data.date.slice(0, 7) < today.slice(0, 7);
}

function locked(): ApiFailure {
  const number = 'This invoice is locked and unable to be modified';
  return new ApiFailure(json({ message: '', errors: { number } }, 422));
}

function invoiceFilters(today: () => string): Entity<InvoiceData>['filters'] {
  const isLate = (row: Row<InvoiceData>): boolean =>
    open(row) && row.data.due_date !== '' && row.data.due_date < today();
  return {
    client_status: states<InvoiceData>({
      draft: ({ data }) => data.status_id === '1',
      paid: ({ data }) => data.status_id === '4',
      unpaid: open,
      cancelled: ({ data }) => data.status_id === '5',
      overdue: isLate,
    }),
    status_id: (value) => {
      const wanted = value.split(',');
      return value === '' ? undefined : ({ data }) => wanted.includes(data.status_id);
    },
    number: equals('number'),
    private_notes: searches('private_notes'),
    filter: searches(
      'number',
      'po_number',
      'date',
      'amount',
      'balance',
      'custom_value1',
      'custom_value2',
      'custom_value3',
      'custom_value4',
    ),
    upcoming: () => (row) => open(row) && (row.data.due_date === '' || row.data.due_date >= today()),
    overdue: () => isLate,
    payable: (value) =>
      value === ''
        ? undefined
        : (row) =>
            row.data.client_id === value && !row.isDeleted && (open(row) || row.data.status_id === '1'),
    date: fromDay('date'),
    due_date: fromDay('due_date'),
    date_range: (value) => range('date', value),
    due_date_range: (value) => range('due_date', value),
  };
}

/** Two parts here; payments want three. */
function range(field: string, value: string): ReturnType<typeof betweenDays<InvoiceData>> {
  const [from = '', to = '', ...rest] = value.split(',');
  return rest.length > 0 ? undefined : betweenDays<InvoiceData>(field, from, to);
}

function open({ data }: Row<InvoiceData>): boolean {
  return ['2', '3'].includes(data.status_id) && data.balance > 0;
}
