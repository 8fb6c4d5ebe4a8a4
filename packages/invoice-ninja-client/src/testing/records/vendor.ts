import type { Contact } from './client.ts';

const noContacts: readonly Contact[] = [];

/** A vendor, without its stamp. */
export const blankVendor = () => ({
  user_id: '',
  assigned_user_id: '',
  name: '',
  website: '',
  private_notes: '',
  public_notes: '',
  last_login: 0,
  vendor_hash: '',
  address1: '',
  address2: '',
  phone: '',
  city: '',
  state: '',
  postal_code: '',
  country_id: '',
  currency_id: '',
  language_id: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  vat_number: '',
  id_number: '',
  transaction_name: '',
  display_name: '',
  number: '',
  routing_id: '',
  classification: '',
  contacts: noContacts,
});

export type VendorData = ReturnType<typeof blankVendor>;
