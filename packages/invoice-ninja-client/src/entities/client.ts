import { z } from 'zod';
import { clientContactSchema } from './contact.ts';
import { documentSchema } from './document.ts';
import {
  anything,
  customValues,
  flag,
  hashedId,
  number,
  people,
  stamp,
  text,
  unixSeconds,
} from './fields.ts';

/**
 * A client as Invoice Ninja v5 sends it (`ClientTransformer`). Its e-mail addresses are on `contacts`,
 * its currency is `settings.currency_id`.
 *
 * `balance`, `paid_to_date` and `credit_balance` are 0 and `client_hash` is `""` where the token's user
 * may not see them, which nothing tells from a real zero (`BaseController`).
 */
export const clientSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  name: text,
  display_name: text,
  number: text,
  website: text,
  private_notes: text,
  public_notes: text,
  balance: number,
  paid_to_date: number,
  credit_balance: number,
  payment_balance: number.optional(),
  group_settings_id: hashedId,
  last_login: unixSeconds,
  size_id: text,
  industry_id: text,
  client_hash: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postal_code: text,
  country_id: text,
  phone: text,
  shipping_address1: text,
  shipping_address2: text,
  shipping_city: text,
  shipping_state: text,
  shipping_postal_code: text,
  shipping_country_id: text,
  /** Only what differs from the company's settings. */
  settings: z.looseObject({ currency_id: text.optional() }),
  is_deleted: flag,
  vat_number: text,
  id_number: text,
  has_valid_vat_number: flag.optional(),
  is_tax_exempt: flag.optional(),
  routing_id: text.optional(),
  classification: text.optional(),
  tax_info: anything,
  e_invoice: anything,
  contacts: z.array(clientContactSchema),
  documents: z.array(documentSchema),
  gateway_tokens: z.array(z.looseObject({ id: hashedId })),
});

export type Client = z.infer<typeof clientSchema>;
