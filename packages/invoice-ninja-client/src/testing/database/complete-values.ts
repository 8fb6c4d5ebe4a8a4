import { newContact } from '../behaviour/contacts.ts';
import { clientOf } from '../behaviour/client-money.ts';
import { replaceInvitations } from '../behaviour/invitations.ts';
import { summed } from '../behaviour/billing-document.ts';
import { nextNumber } from '../behaviour/numbers.ts';
import type { BillingDocumentData } from '../records/billing-document.ts';
import type { ClientData } from '../records/client.ts';
import type { EntityData, EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';

/** What is stored when a test gives some values of a record: they win, and the rest makes sense with them. */
export function completeValues<Name extends EntityName>(
  installation: Installation,
  name: Name,
  values: Partial<EntityData[Name]>,
  blank: EntityData[Name],
  companyKey: number,
): EntityData[Name] {
  const merged: EntityData[Name] = { ...blank, ...values };
  const numbered = { ...merged, ...numberFor(installation, name, merged, companyKey) };
  if (name === 'clients') return { ...numbered, ...clientParts(installation, numbered, values, companyKey) };
  if ('line_items' in numbered) return { ...numbered, ...billingParts(installation, name, numbered, values) };
  return numbered;
}

function numberFor(installation: Installation, name: EntityName, merged: object, companyKey: number): object {
  if (!('number' in merged) || merged.number !== '') return {};
  return { number: nextNumber(installation, name, installation.tables[name], companyKey) };
}

function clientParts(
  installation: Installation,
  merged: object,
  values: Partial<ClientData>,
  companyKey: number,
): Partial<ClientData> {
  const { company, random } = installation;
  const given = 'contacts' in merged && Array.isArray(merged.contacts) ? merged.contacts : [];
  const contacts = (given.length === 0 ? [{}] : given).map((contact: object, index) => ({
    ...newContact(installation),
    is_primary: index === 0,
    ...contact,
  }));
  return {
    contacts,
    settings: { currency_id: company(companyKey).settings.currency_id, ...values.settings },
    client_hash: randomKey(random, 40),
    display_name: values.display_name ?? values.name ?? '',
  };
}

function billingParts(
  installation: Installation,
  name: EntityName,
  merged: BillingDocumentData,
  values: Partial<BillingDocumentData>,
): Partial<BillingDocumentData> {
  const client = clientOf(installation, merged.client_id);
  const totals = summed(installation, merged, client, client?.companyKey);
  const amount = values.amount ?? totals.amount;
  const isOwed = merged.status_id !== '1' && values.balance === undefined;
  const kind = name.replace(/s$/, '');
  const contacts = client?.data.contacts ?? [];
  return {
    ...totals,
    amount,
    total_taxes: values.total_taxes ?? totals.total_taxes,
    balance: isOwed ? amount : merged.balance,
    invitations: values.invitations ?? replaceInvitations(installation, kind, contacts, [], undefined),
  };
}
