import { z } from 'zod';
import { vendorContactSchema } from './contact.ts';
import { documentSchema } from './document.ts';
import { customValues, flag, people, stamp, text, unixSeconds } from './fields.ts';

/** A vendor as Invoice Ninja v5 sends it (`VendorTransformer`). */
export const vendorSchema = z.looseObject({
  ...stamp,
  ...people,
  ...customValues,
  name: text,
  display_name: text.optional(),
  number: text,
  website: text,
  private_notes: text,
  public_notes: text,
  last_login: unixSeconds.optional(),
  address1: text,
  address2: text,
  city: text,
  state: text,
  postal_code: text,
  country_id: text,
  phone: text,
  currency_id: text,
  language_id: text.optional(),
  is_deleted: flag,
  vat_number: text,
  id_number: text,
  routing_id: text.optional(),
  classification: text.optional(),
  contacts: z.array(vendorContactSchema),
  documents: z.array(documentSchema),
});

export type Vendor = z.infer<typeof vendorSchema>;
