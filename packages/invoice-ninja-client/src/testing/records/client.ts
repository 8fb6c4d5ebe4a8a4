/** A person at a client. */
export const blankContact = () => ({
  id: '',
  first_name: '',
  last_name: '',
  email: '',
  created_at: 0,
  updated_at: 0,
  archived_at: 0,
  is_primary: false,
  is_locked: false,
  phone: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  contact_key: '',
  send_email: true,
  last_login: 0,
  password: '',
  link: '',
});

export type Contact = ReturnType<typeof blankContact>;

/** Settings of a client or company; unset keys are absent. */
export type Settings = Record<string, unknown>;

const noContacts: readonly Contact[] = [];
const noSettings: Settings = {};
const noObjects: readonly object[] = [];

/** A client, without its stamp (id, times, is_deleted). */
export const blankClient = () => ({
  user_id: '',
  assigned_user_id: '',
  name: '',
  website: '',
  private_notes: '',
  balance: 0,
  group_settings_id: '',
  paid_to_date: 0,
  payment_balance: 0,
  credit_balance: 0,
  last_login: 0,
  size_id: '',
  public_notes: '',
  client_hash: '',
  address1: '',
  address2: '',
  phone: '',
  city: '',
  state: '',
  postal_code: '',
  country_id: '',
  industry_id: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  shipping_address1: '',
  shipping_address2: '',
  shipping_city: '',
  shipping_state: '',
  shipping_postal_code: '',
  shipping_country_id: '',
  settings: noSettings,
  vat_number: '',
  id_number: '',
  display_name: '',
  number: '',
  has_valid_vat_number: false,
  is_tax_exempt: false,
  routing_id: '',
  tax_info: {},
  classification: '',
  e_invoice: {},
  contacts: noContacts,
  gateway_tokens: noObjects,
});

export type ClientData = ReturnType<typeof blankClient>;
