import { draftOf, revisionOf } from '../behaviour/billing-document.ts';
import { moveMoney } from '../behaviour/client-money.ts';
import { isTrue } from '../behaviour/coerce.ts';
import { add, subtract } from '../decimal.ts';
import { pdf } from '../behaviour/pdf.ts';
import { blankCredit, type CreditData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import { eachRow } from './each-row.ts';
import type { Entity } from './entity.ts';
import { equals, inStatus, searches, states } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

/** Credits: `/credits`. */
export function credits(installation: Installation): Entity<CreditData> {
  const table = installation.tables.credits;
  const kind = { entity: 'credits', kind: 'credit', blank: blankCredit, table } as const;

  return resource(installation, 'credits', {
    model: 'Credit',
    permission: 'credit',
    table,
    compare: anyColumn(blankCredit),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      payments: () => [],
      activities: () => [],
    },
    filters: {
      client_status: states({
        draft: inStatus('1'),
        sent: inStatus('2'),
        partial: inStatus('3'),
        applied: inStatus('4'),
      }),
      applicable:
        () =>
        ({ data }) =>
          ['2', '3'].includes(data.status_id) && data.balance > 0,
      number: equals('number'),
      filter: searches('number', 'po_number', 'custom_value1', 'custom_value2'),
    },
    create(input, { principal }) {
      const row = table.insert(principal.company.key, draftOf(installation, kind, input, principal));
      installation.emit('credits', 'create', row);
      if (isTrue(input['mark_sent'])) sendCredit(installation, row);
      return row;
    },
    update(row, input) {
      const {
        balance: _balance,
        status_id: _status,
        ...revised
      } = revisionOf(installation, kind, row, input);
      const difference = subtract(revised.amount, row.data.amount);
      const isDraft = row.data.status_id === '1';
      table.save(row, isDraft ? revised : { ...revised, balance: add(row.data.balance, difference) });
      if (!isDraft) moveMoney(installation, row.data.client_id, { credit_balance: difference });
      installation.emit('credits', 'update', row);
      if (isTrue(input['mark_sent'])) sendCredit(installation, row);
      return row;
    },
    bulkActions: {
      mark_sent: eachRow((row) => sendCredit(installation, row)),
      email: eachRow((row) => sendCredit(installation, row)),
      mark_paid: eachRow((row) => settleCredit(installation, row)),
      download: ([row]) => row && pdf(`Credit ${row.data.number}`),
      template: () => undefined,
    },
    unknownAction: 'ignored',
  });
}

/** Makes a draft a sent credit: the client has it from now on. */
function sendCredit(installation: Installation, row: Row<CreditData>): void {
  if (row.data.status_id !== '1') return;
  installation.tables.credits.save(row, { status_id: '2', balance: row.data.amount });
  moveMoney(installation, row.data.client_id, { credit_balance: row.data.amount });
  installation.emit('credits', 'update', row);
  installation.emit('credits', 'sent', row);
}

/** Uses a credit up. */
function settleCredit(installation: Installation, row: Row<CreditData>): void {
  sendCredit(installation, row);
  const { balance, paid_to_date, client_id } = row.data;
  if (balance === 0) return;
  installation.tables.credits.save(row, {
    status_id: '4',
    balance: 0,
    paid_to_date: add(paid_to_date, balance),
  });
  moveMoney(installation, client_id, { credit_balance: -balance });
  installation.emit('credits', 'update', row);
}
