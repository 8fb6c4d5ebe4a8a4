import { draftOf, revisionOf } from '../behaviour/billing-document.ts';
import { isTrue } from '../behaviour/coerce.ts';
import { approveQuote, convertToInvoice, convertToProject, sendQuote } from '../behaviour/quote-actions.ts';
import { pdf } from '../behaviour/pdf.ts';
import { blankQuote, type QuoteData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import { eachRow } from './each-row.ts';
import type { Entity } from './entity.ts';
import { equals, inStatus, searches, states } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

/** Quotes: `/quotes`. */
export function quotes(installation: Installation): Entity<QuoteData> {
  const { tables, clock } = installation;
  const table = tables.quotes;
  const kind = { entity: 'quotes', kind: 'quote', blank: blankQuote, table } as const;
  const isPast = ({ data }: Row<QuoteData>): boolean => data.due_date !== '' && data.due_date < clock.today();

  return resource(installation, 'quotes', {
    model: 'Quote',
    permission: 'quote',
    table,
    compare: anyColumn(blankQuote),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      activities: () => [],
    },
    filters: {
      client_status: states<QuoteData>({
        draft: inStatus('1'),
        sent: inStatus('2'),
        approved: inStatus('3'),
        converted: inStatus('4'),
        expired: (row) => inStatus('2')(row) && isPast(row),
        upcoming: (row) => inStatus('2')(row) && !isPast(row),
      }),
      number: equals('number'),
      filter: searches('number', 'po_number', 'custom_value1', 'custom_value2'),
    },
    create(input, { principal }) {
      const row = table.insert(principal.company.key, draftOf(installation, kind, input, principal));
      installation.emit('quotes', 'create', row);
      if (isTrue(input['mark_sent'])) sendQuote(installation, row);
      return row;
    },
    update(row, input) {
      const {
        balance: _balance,
        status_id: _status,
        ...revised
      } = revisionOf(installation, kind, row, input);
      table.save(row, row.data.status_id === '1' ? revised : { ...revised, balance: revised.amount });
      installation.emit('quotes', 'update', row);
      if (isTrue(input['mark_sent'])) sendQuote(installation, row);
      return row;
    },
    bulkActions: {
      mark_sent: eachRow((row) => sendQuote(installation, row)),
      email: eachRow((row) => sendQuote(installation, row)),
      approve: eachRow((row) => approveQuote(installation, row)),
      convert_to_invoice: eachRow((row) => convertToInvoice(installation, row)),
      convert: eachRow((row) => convertToInvoice(installation, row)),
      convert_to_project: eachRow((row) => convertToProject(installation, row)),
      download: ([row]) => row && pdf(`Quote ${row.data.number}`),
      template: () => undefined,
    },
    unknownAction: 'ignored',
  });
}
