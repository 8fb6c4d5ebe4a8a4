import { draftOf, revisionOf, summed } from '../behaviour/billing-document.ts';
import { clientOf } from '../behaviour/client-money.ts';
import { cloneAs } from '../behaviour/clone-document.ts';
import { addDays } from '../behaviour/dates.ts';
import { text } from '../behaviour/coerce.ts';
import { decimal, percent, round, toNumber } from '../decimal.ts';
import { stamped } from '../http/present.ts';
import {
  blankInvoice,
  blankRecurringInvoice,
  type RecurringInvoiceData,
} from '../records/billing-document.ts';
import type { LineItem } from '../records/line-item.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import { eachRow } from './each-row.ts';
import type { Entity } from './entity.ts';
import { betweenDays, equals, inStatus, searches, states } from './filtering.ts';
import { documentsOf, resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

/** Recurring invoices: `/recurring_invoices`. */
export function recurringInvoices(installation: Installation): Entity<RecurringInvoiceData> {
  const { tables } = installation;
  const table = tables.recurring_invoices;
  const kind = {
    entity: 'recurring_invoices',
    kind: 'recurring_invoice',
    blank: blankRecurringInvoice,
    table,
  } as const;
  const reprice = (row: Row<RecurringInvoiceData>, price: (line: LineItem) => number): void => {
    const line_items = row.data.line_items.map((line) => ({ ...line, cost: price(line) }));
    const data = { ...row.data, line_items };
    table.save(row, {
      ...data,
      ...summed(installation, data, clientOf(installation, data.client_id), row.companyKey),
    });
  };

  return resource(installation, 'recurring_invoices', {
    model: 'RecurringInvoice',
    permission: 'recurring_invoice',
    table,
    compare: anyColumn(blankRecurringInvoice),
    present: (row, { showDates }) => ({
      ...stamped(row),
      recurring_dates: showDates === true ? datesOf(row.data) : [],
      documents: documentsOf(installation, 'recurring_invoices', row),
    }),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      activities: () => [],
    },
    filters: {
      client_status: states({ active: inStatus('2'), paused: inStatus('3'), completed: inStatus('4') }),
      frequency_id: equals('frequency_id'),
      next_send_between: (value) => {
        const [from = '', to = ''] = value.split('|');
        return betweenDays<RecurringInvoiceData>('next_send_date', from, to);
      },
      product_key:
        (value) =>
        ({ data }) =>
          data.line_items.some(({ product_key }) => product_key === value),
      number: equals('number'),
      filter: searches('number', 'po_number', 'custom_value1', 'custom_value2'),
    },
    create(input, { principal }) {
      const draft = draftOf(installation, kind, input, principal);
      const row = table.insert(principal.company.key, scheduled({ ...draft, balance: draft.amount }));
      return row;
    },
    update(row, input) {
      const revised = revisionOf(installation, kind, row, input);
      return table.save(
        row,
        scheduled({ ...revised, status_id: row.data.status_id, balance: revised.amount }),
      );
    },
    bulkActions: {
      start: eachRow((row) => row.data.status_id !== '4' && table.save(row, { status_id: '2' })),
      stop: eachRow((row) => row.data.status_id === '2' && table.save(row, { status_id: '3' })),
      send_now: eachRow((row) => {
        const draft = cloneAs(installation, 'invoices', blankInvoice(), row.data);
        const invoice = tables.invoices.insert(row.companyKey, { ...draft, recurring_id: row.id });
        installation.emit('invoices', 'create', invoice);
      }),
      increase_prices: (rows, { input }) => {
        const rate = decimal(input['percentage_increase']);
        for (const row of rows) {
          reprice(row, ({ cost }) => toNumber(round(decimal(cost) + percent(decimal(cost), rate), 2)));
        }
      },
      update_prices: eachRow((row) =>
        reprice(row, (line) => {
          const products = tables.products.ofCompany(row.companyKey);
          return products.find(({ data }) => data.product_key === line.product_key)?.data.price ?? line.cost;
        }),
      ),
      set_payment_link: (rows, { input }) => {
        for (const row of rows) table.save(row, { subscription_id: text(input['subscription_id']) });
      },
    },
    unknownAction: 'ignored',
  });
}

function scheduled(data: RecurringInvoiceData): RecurringInvoiceData {
  return { ...data, next_send_datetime: data.next_send_date === '' ? '' : `${data.next_send_date} 06:00:00` };
}

/** The dates to come, as far as they are worked out: at most ten, a month apart. */
function datesOf({ next_send_date, remaining_cycles }: RecurringInvoiceData): readonly object[] {
  if (next_send_date === '') return [];
  const count = remaining_cycles < 0 ? 10 : Math.min(10, remaining_cycles);
  return Array.from({ length: count }, (_, index) => {
    const send_date = addDays(next_send_date, index * 30);
    return { send_date, due_date: addDays(send_date, 30) };
  });
}
