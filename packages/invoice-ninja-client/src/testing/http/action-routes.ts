import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { cloneInvoice } from '../entities/invoice-bulk.ts';
import { cancelInvoice, emailInvoice, markPaid } from '../behaviour/invoice-actions.ts';
import { markSentAndTell } from '../behaviour/mark-sent.ts';
import { pdf } from '../behaviour/pdf.ts';
import { cloneAs } from '../behaviour/clone-document.ts';
import { blankQuote, type InvoiceData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { refused } from './api-failure.ts';
import type { ApiRequest } from './api-request.ts';
import { empty, json, type Reply } from './reply.ts';
import { findRow, itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

/** `GET /invoices/{id}/{action}` and its like: they change things, by GET. */
export function actionRoutes(installation: Installation, entities: Entities): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: 'invoices/:id/:action',
      handler(request, [id = '', action = '']) {
        const row = findRow(entities.invoices, request, id, 'edit');
        return invoiceAction(installation, entities, row, action, request);
      },
    },
    { method: 'GET', pattern: 'quotes/:id/:action', handler: byBulkAction(entities.quotes) },
    { method: 'GET', pattern: 'credits/:id/:action', handler: byBulkAction(entities.credits) },
  ];
}

function invoiceAction(
  installation: Installation,
  { invoices, quotes }: Entities,
  row: Row<InvoiceData>,
  action: string,
  request: ApiRequest,
): Reply {
  const shown = (): Reply => itemReply(invoices, row, request);
  const actions: Readonly<Record<string, () => Reply>> = {
    mark_paid() {
      markPaid(installation, row);
      return shown();
    },
    mark_sent() {
      markSentAndTell(installation, row);
      return shown();
    },
    archive() {
      invoices.archive(row);
      return shown();
    },
    restore() {
      invoices.restore(row);
      return shown();
    },
    delete() {
      invoices.remove(row);
      return shown();
    },
    email() {
      emailInvoice(installation, row);
      return json({ message: 'email sent' });
    },
    cancel() {
      cancelInvoice(installation, row);
      return empty;
    },
    history: () => empty,
    delivery_note: () => empty,
    download: () => pdf(`Invoice ${row.data.number}`),
    clone_to_invoice: () => itemReply(invoices, cloneInvoice(installation, row), request),
    clone_to_quote() {
      const copy = cloneAs(installation, 'quotes', blankQuote(), row.data);
      const quote = installation.tables.quotes.insert(row.companyKey, copy);
      installation.emit('quotes', 'create', quote);
      return itemReply(quotes, quote, request);
    },
  };
  if (!Object.hasOwn(actions, action)) throw unavailable(action);
  return actions[action]?.() ?? empty;
}

/** Does what the bulk action of this name does, with one record. */
function byBulkAction<Data extends object>(entity: Entity<Data>): Route['handler'] {
  return (request, [id = '', action = '']) => {
    const row = findRow(entity, request, id, 'edit');
    const run = Object.hasOwn(entity.bulkActions, action) ? entity.bulkActions[action] : undefined;
    if (run === undefined) throw unavailable(action);
    return run([row], request) ?? itemReply(entity, row, request);
  };
}

function unavailable(action: string): Error {
  return refused(400, `The requested action \`${action}\` is not available.`);
}
