import { invalid } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import type { BillingDocumentData } from '../records/billing-document.ts';
import type { ClientData } from '../records/client.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Principal } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row, Table } from '../store/table.ts';
import { clientOf, currencyOf } from './client-money.ts';
import { checkTypes, fill, text } from './coerce.ts';
import { replaceInvitations } from './invitations.ts';
import { checkUnique, nextNumber } from './numbers.ts';
import { precisionOf } from './statics.ts';
import { totalsOf } from './totals.ts';

const readOnly = new Set([
  'user_id',
  'amount',
  'balance',
  'paid_to_date',
  'status_id',
  'total_taxes',
  'entity_type',
  'invitations',
  'last_sent_date',
  'reminder1_sent',
  'reminder2_sent',
  'reminder3_sent',
  'reminder_last_sent',
  'has_tasks',
  'has_expenses',
  'tax_info',
  'e_invoice',
  'invoice_id',
  'custom_surcharge_tax1',
  'custom_surcharge_tax2',
  'custom_surcharge_tax3',
  'custom_surcharge_tax4',
]);

/** Which kind of document is written: invoices, quotes, credits and recurring invoices are saved alike. */
export interface BillingKind<Data extends BillingDocumentData> {
  readonly entity: EntityName;
  /** As in the address of an invitation. */
  readonly kind: string;
  readonly blank: () => Data;
  readonly table: Table<Data>;
}

/** A new draft of what was sent: checked, numbered, summed. Nothing is stored yet. */
export function draftOf<Data extends BillingDocumentData>(
  installation: Installation,
  { entity, kind, blank, table }: BillingKind<Data>,
  input: Input,
  { company, userId }: Principal,
): Data {
  const client = requiredClient(installation, input, company.key);
  checkInput(table, blank(), input, company.key);
  const data: Data = { ...blank(), ...fill(blank(), input, readOnly), user_id: userId };
  const [taxed1, taxed2, taxed3, taxed4] = company.surchargeTaxes;
  const isNumbered = data.number !== '' || company.settings['counter_number_applied'] === 'when_sent';
  const complete: Data = {
    ...data,
    uses_inclusive_taxes:
      'uses_inclusive_taxes' in input
        ? data.uses_inclusive_taxes
        : company.settings['inclusive_taxes'] === true,
    date: data.date === '' ? installation.clock.today(company.utcOffset) : data.date,
    number: isNumbered ? data.number : nextNumber(installation, entity, table, company.key),
    custom_surcharge_tax1: taxed1,
    custom_surcharge_tax2: taxed2,
    custom_surcharge_tax3: taxed3,
    custom_surcharge_tax4: taxed4,
    invitations: replaceInvitations(installation, kind, client.data.contacts, [], input['invitations']),
  };
  return { ...complete, ...summed(installation, complete, client) };
}

/** The document with what was sent laid over it. Its client stays who it is. */
export function revisionOf<Data extends BillingDocumentData>(
  installation: Installation,
  { kind, blank, table }: BillingKind<Data>,
  row: Row<Data>,
  input: Input,
): Data {
  checkInput(table, blank(), input, row.companyKey, row);
  const client = clientOf(installation, row.data.client_id);
  const { client_id: _client, ...changes } = fill<BillingDocumentData>(blank(), input, readOnly);
  const contacts = client?.data.contacts ?? [];
  const invitations =
    'invitations' in input
      ? replaceInvitations(installation, kind, contacts, row.data.invitations, input['invitations'])
      : row.data.invitations;
  const data: Data = { ...row.data, ...changes, invitations };
  return { ...data, ...summed(installation, data, client, row.companyKey) };
}

/** Lines, amount and taxes, in the decimals of the client's currency. */
export function summed(
  installation: Installation,
  data: BillingDocumentData,
  client: Row<ClientData> | undefined,
  companyKey = client?.companyKey ?? 0,
): ReturnType<typeof totalsOf> {
  return totalsOf(data, precisionOf(currencyOf(installation, client, companyKey)));
}

function checkInput(
  table: Pick<Table<object>, 'lookup'>,
  blank: object,
  input: Input,
  companyKey: number,
  self?: Row,
): void {
  checkTypes(blank, input);
  checkUnique(table, 'number', companyKey, input['number'], self);
}

function requiredClient(installation: Installation, input: Input, companyKey: number): Row<ClientData> {
  const clientId = text(input['client_id']);
  if (clientId === '') throw invalid({ client_id: ['The client id field is required.'] });
  const client = clientOf(installation, clientId);
  if (client === undefined || client.companyKey !== companyKey || client.isDeleted) {
    throw invalid({ client_id: ['The selected client id is invalid.'] });
  }
  return client;
}
