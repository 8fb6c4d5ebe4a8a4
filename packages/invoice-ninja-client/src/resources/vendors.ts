import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import type { VendorContact } from '../entities/contact.ts';
import { type Vendor, vendorSchema } from '../entities/vendor.ts';
import { search } from '../listing/filters.ts';
import { commonEffects, type CommonActions } from './bulk.ts';
import { checkInput } from './check-input.ts';
import { type ContactsUpdate, contactsToSend } from './contacts.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  'assigned_user_id',
  'name',
  'number',
  'website',
  'private_notes',
  'public_notes',
  'address1',
  'address2',
  'city',
  'state',
  'postal_code',
  'country_id',
  'phone',
  'currency_id',
  'language_id',
  'vat_number',
  'id_number',
  'routing_id',
  'classification',
  'custom_value1',
  'custom_value2',
  'custom_value3',
  'custom_value4',
] as const;

/** What may be written of a person at a vendor. */
export type VendorContactInput = Writable<
  VendorContact,
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'phone'
  | 'is_primary'
  | 'send_email'
  | 'custom_value1'
  | 'custom_value2'
  | 'custom_value3'
  | 'custom_value4'
>;

type VendorFields = Writable<Vendor, (typeof fields)[number]>;

export interface VendorCreate extends VendorFields {
  contacts?: readonly VendorContactInput[] | undefined;
}

export interface VendorUpdate extends VendorFields {
  contacts?: ContactsUpdate<VendorContactInput> | undefined;
}

const filters = { filter: search, number: search };

/** Vendors, with their contacts. */
export interface VendorsResource
  extends
    RecordResource<Vendor, typeof filters, 'activities', VendorCreate, VendorUpdate, CommonActions>,
    Uploads<Vendor> {
  /**
   * Changes the fields given. Reads the vendor first when contacts are given, because the provider
   * deletes every contact that is not in the list it gets.
   *
   * @throws {ConflictError} for a deleted vendor: restore it first.
   * @throws {TypeError} for contacts that the vendor does not have.
   */
  update(id: string, input: VendorUpdate, options?: CallOptions): Promise<Vendor>;
}

/** The resource behind `ninja.vendors`. */
export function createVendors(api: NinjaApi): VendorsResource {
  const writable = [...fields, 'contacts'];
  const resource = createUploadable<
    Vendor,
    typeof filters,
    'activities',
    VendorCreate,
    VendorUpdate,
    CommonActions
  >(api, {
    name: 'vendors',
    schema: vendorSchema,
    filters,
    includes: ['activities'],
    creatable: writable,
    updatable: writable,
    effects: commonEffects,
  });
  const envelope = z.looseObject({ data: vendorSchema });

  return {
    ...resource,
    async update(id, input, options = {}) {
      const { contacts, ...changes } = input;
      if (contacts === undefined) return await resource.update(id, changes, options);
      checkInput('vendors.update', input, writable);
      const before = await resource.get(id, options);
      const json = { ...changes, contacts: contactsToSend('vendors.update', before.contacts, contacts) };
      const { signal } = options;
      return (await api.http.request('PUT', path`/vendors/${id}`, { schema: envelope, json, signal })).data;
    },
  };
}
