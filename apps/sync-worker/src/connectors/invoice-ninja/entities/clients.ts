import {
  clientSchema,
  type Client,
  type ClientContactInput,
  type InvoiceNinjaClient,
} from '@unified-sync/invoice-ninja-client';
import type { Fields } from '@unified-sync/sync-engine';
import type { CreateRequest, NinjaEntity, Written, WriteTools } from '../entity.ts';
import { clientRecord, contactPrefix, isBlank } from '../records/client-record.ts';
import { rowsOf } from '../rows-of.ts';
import { keyed } from '../writes/key-slot.ts';
import { countryIdOf, currencyIdOf, sameFields, textField } from '../writes/request-fields.ts';
import { RefusedWrite, StaleWrite, UnclearWrite } from '../writes/write-error.ts';
import { removeRow } from './remove-row.ts';

type Tools = WriteTools<Client>;

const rows = ({ clients }: InvoiceNinjaClient) => rowsOf(clients);

/** Clients, with their contacts as parts. The provider replaces all contacts of a client together. */
export const clients: NinjaEntity<Client> = {
  name: 'clients',
  schema: clientSchema,
  rows,
  show: clientRecord,
  async create(request, tools) {
    if (request.parent !== null) return await createContact(request, tools);
    const { ninja, settings } = tools;
    const input = { ...clientInput(request.fields, tools), ...keyed(settings, request.key) };
    return { row: await ninja.clients.create(input), part: '' };
  },
  async update(row, { part, fields }, tools) {
    if (part === '') return await tools.ninja.clients.update(row.id, clientInput(fields, tools));
    const { id } = contactOf(row, part);
    const contacts = { merge: [{ id, ...contactInput(fields) }] };
    return await tools.ninja.clients.update(row.id, { contacts });
  },
  async remove(row, part, { ninja }) {
    if (part === '') return await removeRow(ninja.clients, row);
    const gone = contactOf(row, part);
    const kept = row.contacts.filter(({ id }) => id !== gone.id).map(({ id }) => ({ id }));
    return await ninja.clients.update(row.id, { contacts: { replace: kept } });
  },
  async restore(row, part, { ninja }) {
    if (part !== '') throw new RefusedWrite('a removed contact cannot be restored: add it again');
    return await ninja.clients.restore(row.id);
  },
};

function clientInput(fields: Fields, { lookups }: Pick<Tools, 'lookups'>) {
  const country = textField(fields, 'country');
  const currency = textField(fields, 'currency');
  const terms = textField(fields, 'payment_terms');
  // A setting that is undefined is removed: the company's counts again.
  const settings = {
    ...(currency !== undefined && { currency_id: currencyIdOf(currency, lookups) || undefined }),
    ...(terms !== undefined && { payment_terms: terms || undefined }),
  };
  return {
    ...sameFields(fields, [
      'name',
      'phone',
      'website',
      'vat_number',
      'id_number',
      'address1',
      'address2',
      'postal_code',
      'city',
      'state',
    ]),
    ...(country !== undefined && { country_id: countryIdOf(country, lookups) }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

const contactInput = (fields: Fields): ClientContactInput =>
  sameFields(fields, ['first_name', 'last_name', 'email', 'phone']);

function contactOf(row: Client, part: string): Client['contacts'][number] {
  const contact = row.contacts.find(({ id }) => `${contactPrefix}${id}` === part);
  if (contact === undefined) throw new StaleWrite('the client has no such contact any more');
  return contact;
}

async function createContact(
  { parent, fields, key }: CreateRequest,
  { ninja, settings }: Tools,
): Promise<Written<Client>> {
  const client = clientSchema.parse(parent?.raw);
  // The provider gives every client a contact: nobody's becomes the first person's.
  const nobody = client.contacts.find((one) => isBlank(one) && one[settings.keySlot] === '');
  const contact = { ...contactInput(fields), ...keyed(settings, key), ...(nobody && { id: nobody.id }) };
  const row = await ninja.clients.update(client.id, { contacts: { merge: [contact] } });
  const before = new Set(client.contacts.map(({ id }) => id));
  const made = row.contacts.find(
    (one) => one[settings.keySlot] === key && (one.id === nobody?.id || !before.has(one.id)),
  );
  if (made === undefined) throw new UnclearWrite('the answer does not show the contact that was sent');
  return { row, part: `${contactPrefix}${made.id}` };
}
