import { z } from 'zod';
import { customValues, flag, stamp, text, unixSeconds } from './fields.ts';

const contact = {
  ...stamp,
  ...customValues,
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  is_primary: flag,
};

/** A person at a client (`ClientContactTransformer`). `link` opens the client portal: treat it as a secret. */
export const clientContactSchema = z.looseObject({
  ...contact,
  is_locked: flag,
  contact_key: text,
  send_email: flag,
  last_login: unixSeconds,
  /** `""`, or ten asterisks where one is set. */
  password: text,
  link: text,
});

/** A person at a vendor. `link` opens the vendor portal: treat it as a secret. */
export const vendorContactSchema = z.looseObject({
  ...contact,
  send_email: flag.optional(),
  link: text.optional(),
});

export type ClientContact = z.infer<typeof clientContactSchema>;
export type VendorContact = z.infer<typeof vendorContactSchema>;
