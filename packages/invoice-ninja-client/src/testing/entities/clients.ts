import { replaceContacts } from '../behaviour/contacts.ts';
import { checkTypes, fill, text } from '../behaviour/coerce.ts';
import { checkUnique, nextNumber } from '../behaviour/numbers.ts';
import { countries, currencies, languages } from '../behaviour/statics.ts';
import { invalid, serverError } from '../http/api-failure.ts';
import { isRecord, type Input } from '../http/api-request.ts';
import { mayAll } from '../http/permission.ts';
import { stamped } from '../http/present.ts';
import { blankClient, type ClientData, type Settings } from '../records/client.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import type { Entity } from './entity.ts';
import { comparesAmount, equals, searches } from './filtering.ts';
import { documentsOf, resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const readOnly = new Set([
  'user_id',
  'balance',
  'paid_to_date',
  'payment_balance',
  'credit_balance',
  'last_login',
  'client_hash',
  'display_name',
  'contacts',
  'gateway_tokens',
  'settings',
  'tax_info',
  'e_invoice',
]);
const bulkColumns = new Set([
  'public_notes',
  'industry_id',
  'size_id',
  'country_id',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
]);
const hiddenMoney = { balance: 0, paid_to_date: 0, credit_balance: 0, client_hash: '' };

/** Clients: `/clients`. */
export function clients(installation: Installation): Entity<ClientData> {
  const { tables, random } = installation;
  const table = tables.clients;

  return resource(installation, 'clients', {
    model: 'Client',
    permission: 'client',
    table,
    sameFor: 'admins',
    compare: anyColumn(blankClient),
    // Without the right to see clients the amounts are not even read: they look like real zeros.
    present: (row, { principal }) => ({
      ...stamped(row),
      ...(principal !== undefined && !mayAll(principal, 'view', 'client') && hiddenMoney),
      documents: documentsOf(installation, 'clients', row),
    }),
    includes: { activities: () => [], ledger: () => [], system_logs: () => [], group_settings: () => [] },
    filters: {
      name: searches('name'),
      id_number: equals('id_number'),
      number: equals('number'),
      group: equals('group_settings_id'),
      email:
        (value) =>
        ({ data }) =>
          data.contacts.some(({ email }) => email === value),
      client_id:
        (value) =>
        ({ id }) =>
          id === value,
      balance: (value) => {
        const [amount = '', how = ''] = value.split(':');
        return comparesAmount('balance', amount, how);
      },
      between_balance: (value) => {
        const [from = '', to = ''] = value.split(':');
        const [atLeast, atMost] = [
          comparesAmount<ClientData>('balance', from, 'gte'),
          comparesAmount<ClientData>('balance', to, 'lte'),
        ];
        return (row) => atLeast?.(row) === true && atMost?.(row) === true;
      },
      filter: (value, principal) => {
        const inFields = searches(
          'name',
          'id_number',
          'number',
          'custom_value1',
          'custom_value2',
          'custom_value3',
          'custom_value4',
        )(value, principal);
        const wanted = value.toLowerCase();
        return (
          inFields &&
          ((row) =>
            inFields(row) ||
            row.data.contacts.some((contact) => JSON.stringify(contact).toLowerCase().includes(wanted)))
        );
      },
    },
    create(input, { principal: { company, userId } }) {
      // Documents in the body end the saving early, before there is a client to attach them to.
      if (hasDocuments(input)) throw serverError();
      const changes = readClient(input);
      checkTaken(table, company, changes);
      const settings = clientSettings(input, company, true);
      const number =
        changes.number === undefined || changes.number === ''
          ? nextNumber(installation, 'clients', table, company.key)
          : changes.number;
      const data = {
        ...blankClient(),
        ...changes,
        user_id: userId,
        settings,
        number,
        client_hash: randomKey(random, 40),
      };
      const contacts = replaceContacts(installation, [], input['contacts']);
      const row = table.insert(company.key, withDisplayName({ ...data, contacts }));
      installation.emit('clients', 'create', row);
      return row;
    },
    update(row, input, { principal: { company } }) {
      if (hasDocuments(input)) return row;
      const changes = readClient(input);
      checkTaken(table, company, changes, row);
      // The settings are replaced by what was sent, plus the company's currency where none was sent:
      // an update without settings wipes them all.
      const settings = clientSettings(input, company, false);
      const contacts =
        'contacts' in input
          ? replaceContacts(installation, row.data.contacts, input['contacts'])
          : row.data.contacts;
      table.save(row, withDisplayName({ ...row.data, ...changes, settings, contacts }));
      installation.emit('clients', 'update', row);
      return row;
    },
    bulkActions: {
      template: () => undefined,
      assign_group(rows, { input }) {
        for (const row of rows) table.save(row, { group_settings_id: text(input['group_settings_id']) });
      },
      bulk_update(rows, { input }) {
        const column = text(input['column']);
        if (!bulkColumns.has(column)) throw invalid({ column: ['The selected column is invalid.'] });
        // One statement for all rows: no observer, no webhook.
        for (const row of rows) table.save(row, { [column]: text(input['new_value']) });
      },
    },
  });
}

function readClient(input: Input): Partial<ClientData> {
  checkTypes(blankClient(), input);
  const byCode = (name: string): string | undefined => {
    const code = text(input[name]).toUpperCase();
    return countries.find(({ iso_3166_2, iso_3166_3 }) => iso_3166_2 === code || iso_3166_3 === code)?.id;
  };
  const [country, shipping] = [byCode('country_code'), byCode('shipping_country_code')];
  return {
    ...fill(blankClient(), input, readOnly),
    ...(country !== undefined && { country_id: country }),
    ...(shipping !== undefined && { shipping_country_id: shipping }),
  };
}

function checkTaken(
  table: Parameters<typeof checkUnique>[0],
  company: Company,
  changes: Partial<ClientData>,
  self?: Row,
): void {
  checkUnique(table, 'number', company.key, changes.number, self);
  checkUnique(table, 'id_number', company.key, changes.id_number, self);
}

function clientSettings(input: Input, company: Company, isNew: boolean): Settings {
  const sent = isRecord(input['settings']) ? input['settings'] : {};
  const language = languages.find(({ locale }) => locale === text(input['language_code']).slice(0, 2));
  const currency = isNew ? currencies.find(({ code }) => code === text(input['currency_code'])) : undefined;
  const known = currency?.id ?? text(sent['currency_id']);
  return {
    ...sent,
    ...(language !== undefined && { language_id: language.id }),
    currency_id: known === '' ? company.settings.currency_id : known,
  };
}

function withDisplayName(data: ClientData): ClientData {
  const [contact] = data.contacts;
  const person = `${contact?.first_name ?? ''} ${contact?.last_name ?? ''}`.trim();
  return { ...data, display_name: data.name || person || (contact?.email ?? '') };
}

function hasDocuments(input: Input): boolean {
  return Array.isArray(input['documents']) && input['documents'].length > 0;
}
