import type { Client } from '@unified-sync/invoice-ninja-client';
import type { SideRecord } from '@unified-sync/sync-engine';
import { recordPart, sideRecord, type RecordContext } from './record-context.ts';

/** Prefix of the parts that a client's contacts are. */
export const contactPrefix = 'contact:';

type Contact = Client['contacts'][number];

/** A client, with a part for each of its contacts that is somebody. */
export function clientRecord(client: Client, context: RecordContext): SideRecord {
  const { lookups, keySlot } = context;
  const whole = recordPart(
    client,
    {
      id: client.id,
      type: 'client',
      name: client.name,
      phone: client.phone,
      website: client.website,
      vat_number: client.vat_number,
      id_number: client.id_number,
      address1: client.address1,
      address2: client.address2,
      postal_code: client.postal_code,
      city: client.city,
      state: client.state,
      country: lookups.countryCode(client.country_id),
      currency: currencyOf(client, context),
      payment_terms: settingText(client.settings['payment_terms']),
    },
    context,
  );
  const people = client.contacts
    .filter((contact) => !isBlank(contact) || contact[keySlot] !== '')
    .map((contact) => [`${contactPrefix}${contact.id}`, contactPart(client, contact, context)] as const);
  return sideRecord(client, { '': whole, ...Object.fromEntries(people) });
}

const contactPart = ({ id }: Client, contact: Contact, context: RecordContext) =>
  recordPart(
    contact,
    {
      id: contact.id,
      client_id: id,
      first_name: contact.first_name,
      last_name: contact.last_name,
      email: contact.email,
      phone: contact.phone,
    },
    context,
  );

/** Nobody: the provider makes such a contact for every client that has none. */
export const isBlank = ({ first_name, last_name, email, phone }: Contact): boolean =>
  [first_name, last_name, email, phone].every((text) => text.trim() === '');

/**
 * ISO code of the currency that a client is invoiced in: its own, or else the company's. A group of clients may
 * have another one, which is not shown here: unknown, so none.
 */
export function currencyOf(
  { settings, group_settings_id }: Pick<Client, 'settings' | 'group_settings_id'>,
  { lookups }: Pick<RecordContext, 'lookups'>,
): string {
  const own = settingText(settings.currency_id);
  if (own !== '') return lookups.currencyCode(own);
  return group_settings_id === '' ? lookups.companyCurrency : '';
}

// Settings are JSON: a number of days may be text or a number.
const settingText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
