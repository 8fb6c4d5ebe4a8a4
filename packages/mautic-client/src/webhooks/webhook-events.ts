import { z } from 'zod';
import { companySchema } from '../entities/company.ts';
import { contactBase, doNotContactSchema } from '../entities/contact.ts';
import { anything, id, instant, text } from '../entities/fields.ts';
import { submissionSchema } from '../entities/form.ts';
import { emailSchema, segmentSchema } from '../entities/marketing.ts';

/** A contact in a webhook: `fields` has groups and no `all`, and after a deletion `id` is `null`. */
export const webhookContactSchema = z.looseObject({
  ...contactBase,
  id: id.nullable(),
  doNotContact: z.array(doNotContactSchema).optional(),
});

const contact = webhookContactSchema;
const company = z.looseObject({ ...companySchema.shape, id: id.nullable() });
const subscriptionStatus = text;

/** What each event carries, by its true name (the `WebhookSubscriber` of each bundle, Mautic 5). */
export const webhookItemSchemas = {
  /** A contact was identified: created with an e-mail address or the like, or no longer anonymous. */
  'mautic.lead_post_save_new': z.looseObject({ contact }),
  'mautic.lead_post_save_update': z.looseObject({ contact }),
  'mautic.lead_points_change': z.looseObject({
    contact,
    points: z.looseObject({ old_points: z.number(), new_points: z.number() }),
  }),
  /** `id` is the deleted contact; `contact.id` is `null`. */
  'mautic.lead_post_delete': z.looseObject({ id, contact }),
  'mautic.lead_channel_subscription_changed': z.looseObject({
    contact,
    channel: text,
    old_status: subscriptionStatus,
    new_status: subscriptionStatus,
  }),
  'mautic.lead_company_change': z.looseObject({ added: anything, contact, company }),
  /** Created or updated: the event does not tell. */
  'mautic.company_post_save': z.looseObject({ company }),
  'mautic.company_post_delete': z.looseObject({ id, company }),
  'mautic.lead_list_change': z.looseObject({ contact, segment: segmentSchema.partial(), action: text }),
  'mautic.form_on_submit': z.looseObject({ submission: submissionSchema }),
  'mautic.email_on_send': z.looseObject({
    email: emailSchema.partial().nullish(),
    contact: contact.nullish(),
  }),
  'mautic.email_on_open': z.looseObject({
    stat: z.looseObject({
      id,
      emailAddress: text.nullish(),
      dateRead: instant.optional(),
      openCount: anything,
    }),
  }),
  'mautic.page_on_hit': z.looseObject({ hit: z.looseObject({}) }),
  'mautic.sms_on_send': z.looseObject({ smsId: anything, contact, content: anything }),
};

/** The events of Mautic 5's core. Plugins add more: `mautic.hooks.triggers()` lists those of an installation. */
export type WebhookEventName = keyof typeof webhookItemSchemas;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the names of the keys
export const webhookEvents = Object.keys(webhookItemSchemas) as readonly WebhookEventName[];
