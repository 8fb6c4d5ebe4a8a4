import type { BillingDocumentData } from '../records/billing-document.ts';
import type { Installation } from '../store/installation.ts';
import { clientOf } from './client-money.ts';
import { replaceInvitations } from './invitations.ts';
import { nextNumber } from './numbers.ts';

const kinds = { invoices: 'invoice', quotes: 'quote' } as const;

/** Copies a document into a new draft of the same or another kind, dated today. */
export function cloneAs<Data extends BillingDocumentData>(
  installation: Installation,
  entity: keyof typeof kinds,
  blank: Data,
  source: BillingDocumentData,
): Data {
  const { clock, tables } = installation;
  const client = clientOf(installation, source.client_id);
  const companyKey = client?.companyKey ?? 0;
  const kept = Object.fromEntries(Object.entries(source).filter(([name]) => name in blank));
  return {
    ...blank,
    ...kept,
    entity_type: blank.entity_type,
    status_id: '1',
    balance: 0,
    paid_to_date: 0,
    last_sent_date: '',
    due_date: '',
    date: clock.today(installation.company(companyKey).utcOffset),
    number: nextNumber(installation, entity, tables[entity], companyKey),
    invitations: replaceInvitations(installation, kinds[entity], client?.data.contacts ?? [], [], undefined),
  };
}
