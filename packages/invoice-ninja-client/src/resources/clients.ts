import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Client, clientSchema } from '../entities/client.ts';
import type { ClientContact } from '../entities/contact.ts';
import { amountRange, comparison, reference, search } from '../listing/filters.ts';
import { commonEffects, type BulkEffects, type CommonActions } from './bulk.ts';
import { checkInput } from './check-input.ts';
import { type ContactsUpdate, contactsToSend } from './contacts.ts';
import type { Known, Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'name',
  'number',
  'website',
  'private_notes',
  'public_notes',
  'industry_id',
  'size_id',
  'address1',
  'address2',
  'city',
  'state',
  'postal_code',
  'country_id',
  'phone',
  'shipping_address1',
  'shipping_address2',
  'shipping_city',
  'shipping_state',
  'shipping_postal_code',
  'shipping_country_id',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
  'group_settings_id',
  'vat_number',
  'id_number',
  'routing_id',
  'is_tax_exempt',
  'has_valid_vat_number',
  'classification',
] as const;

const shortcuts = ['country_code', 'shipping_country_code', 'language_code'] as const;

/** What may be written of a person at a client. `password` is for the client portal. */
export type ClientContactInput = Writable<
  ClientContact,
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'phone'
  | 'is_primary'
  | 'send_email'
  | 'password'
  | 'custom_value1'
  | 'custom_value2'
  | 'custom_value3'
  | 'custom_value4'
>;

/** Client settings by the provider's names, e.g. `{ currency_id: '3', payment_terms: '30' }`. */
export type ClientSettings = Readonly<Record<string, unknown>>;

interface ClientFields extends Writable<Client, (typeof fields)[number]> {
  /** ISO 3166 code instead of `country_id`, e.g. `DE`. */
  country_code?: string | undefined;
  shipping_country_code?: string | undefined;
  /** Instead of `settings.language_id`. */
  language_code?: string | undefined;
}

export interface ClientCreate extends ClientFields {
  /** ISO 4217 code instead of `settings.currency_id`; on create only. */
  currency_code?: string | undefined;
  settings?: ClientSettings | undefined;
  contacts?: readonly ClientContactInput[] | undefined;
}

export interface ClientUpdate extends ClientFields {
  /** Settings to change; all others stay. One that is `undefined` is removed: the company's counts again. */
  settings?: ClientSettings | undefined;
  contacts?: ContactsUpdate<ClientContactInput> | undefined;
}

export interface ClientActions extends CommonActions {
  assign_group: { group_settings_id: string };
  bulk_update: {
    column:
      | 'public_notes'
      | 'industry_id'
      | 'size_id'
      | 'country_id'
      | 'custom_value1'
      | 'custom_value2'
      | 'custom_value3'
      | 'custom_value4';
    new_value: string;
  };
}

const effects: BulkEffects<Client, ClientActions> = {
  ...commonEffects,
  assign_group: undefined,
  bulk_update: undefined,
};

const filters = {
  name: search,
  balance: comparison,
  between_balance: amountRange,
  email: search,
  client_id: reference,
  id_number: search,
  number: search,
  group: reference,
  filter: search,
};

const includes = ['activities', 'ledger', 'system_logs', 'group_settings'] as const;

/** Clients, with their contacts. */
export interface ClientsResource
  extends
    RecordResource<
      Client,
      typeof filters,
      (typeof includes)[number],
      ClientCreate,
      ClientUpdate,
      ClientActions
    >,
    Uploads<Client> {
  /**
   * Changes the fields given. Reads the client first, because a PUT wipes every setting that it does not
   * carry, currency and payment terms among them; a change of the settings between that read and the
   * write is lost.
   *
   * @throws {ConflictError} for a deleted client: restore it first.
   * @throws {TypeError} for contacts that the client does not have.
   */
  update(id: string, input: ClientUpdate, options?: CallOptions): Promise<Client>;
}

/** The resource behind `ninja.clients`. */
export function createClients(api: NinjaApi): ClientsResource {
  const common = [...fields, ...shortcuts, 'settings', 'contacts'];
  const resource = createUploadable<
    Client,
    typeof filters,
    (typeof includes)[number],
    ClientCreate,
    ClientUpdate,
    ClientActions
  >(api, {
    name: 'clients',
    schema: clientSchema,
    filters,
    includes,
    creatable: [...common, 'currency_code'],
    updatable: common,
    effects,
  });
  const envelope = z.looseObject({ data: clientSchema });

  return {
    ...resource,
    async update(id, input, { signal } = {}) {
      checkInput('clients.update', input, common);
      const { contacts, settings, ...changes } = input;
      const before: Known<Client> = await resource.get(id, { signal });
      const json = {
        ...changes,
        settings: { ...before.settings, ...settings },
        ...(contacts !== undefined && {
          contacts: contactsToSend('clients.update', before.contacts, contacts),
        }),
      };
      return (await api.http.request('PUT', path`/clients/${id}`, { schema: envelope, json, signal })).data;
    },
  };
}
