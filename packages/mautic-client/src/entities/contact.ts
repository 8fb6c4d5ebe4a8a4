import { z } from 'zod';
import { customFieldsSchema } from './custom-fields.ts';
import { anything, id, instant, stamp, text } from './fields.ts';

/** One refusal of a channel. `reason`: 0 contactable, 1 unsubscribed, 2 bounced, 3 manual (`DoNotContact.php`). */
export const doNotContactSchema = z.looseObject({
  id: id.nullish(),
  channel: text,
  reason: z.int(),
  comments: text.nullish(),
  dateAdded: instant.optional(),
  channelId: id.nullish(),
});

export type DoNotContact = z.infer<typeof doNotContactSchema>;

const reference = z.looseObject({ id });

/** What REST answers and webhooks share of a contact. */
export const contactBase = {
  ...stamp,
  points: z.number(),
  color: text.nullish(),
  fields: customFieldsSchema,
  lastActive: instant.optional(),
  /** `null` for an anonymous visitor. */
  dateIdentified: instant.optional(),
  owner: reference.nullish(),
  stage: reference.nullish(),
  tags: z.array(z.looseObject({ id: id.nullish(), tag: text })).optional(),
  utmtags: anything,
  ipAddresses: anything,
  preferredProfileImage: text.nullish(),
  frequencyRules: anything,
};

/** A contact as Mautic 5 sends it (`LeadApiController`, `Lead::loadApiMetadata`). Anonymous visitors are contacts too. */
export const contactSchema = z.looseObject({
  ...contactBase,
  dateAdded: instant,
  dateModified: instant,
  tags: z.array(z.looseObject({ id: id.nullish(), tag: text })),
  doNotContact: z.array(doNotContactSchema),
});

export type Contact = z.infer<typeof contactSchema>;
