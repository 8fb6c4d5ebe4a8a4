import { z } from 'zod';
import { hashedId, stamp, text } from './fields.ts';

/** The link by which one contact sees one document. `key` and `link` open it for whoever holds them. */
export const invitationSchema = z.looseObject({
  ...stamp,
  key: text,
  link: text,
  /** Absent on a purchase order's. */
  client_contact_id: hashedId.optional(),
  sent_date: text,
  viewed_date: text,
  opened_date: text,
  email_status: text.optional(),
  email_error: text.optional(),
  message_id: text.optional(),
});

export type Invitation = z.infer<typeof invitationSchema>;
