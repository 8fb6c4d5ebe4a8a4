import { path as urlPath } from '@unified-sync/http-client';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Contact, contactSchema, type DoNotContact } from '../entities/contact.ts';
import { itemEnvelope, itemOf } from '../listing/envelope.ts';

/** Why a channel is closed: 1 unsubscribed, 2 bounced, 3 by hand (`DoNotContact.php`). */
export const doNotContactReason = { unsubscribed: 1, bounced: 2, manual: 3 } as const;

/** Options of `contacts.addDoNotContact`. */
export interface DoNotContactInput {
  reason?: keyof typeof doNotContactReason;
  comments?: string;
  /** Id of the e-mail or the like that it came from. */
  channelId?: number;
}

const envelope = itemEnvelope('contact', contactSchema);

/** Closes or opens a channel of a contact. Mautic moves no `dateModified` for it. */
export async function setDoNotContact(
  { http }: MauticApi,
  target: { id: number; channel: string; action: 'add' | 'remove' },
  { reason, comments, channelId }: DoNotContactInput,
  { signal }: CallOptions,
): Promise<Contact> {
  const { id, channel, action } = target;
  const json = {
    ...(reason !== undefined && { reason: doNotContactReason[reason] }),
    ...(comments !== undefined && { comments }),
    ...(channelId !== undefined && { channelId }),
  };
  const body = await http.request('POST', urlPath`/contacts/${id}/dnc/${channel}/${action}`, {
    schema: envelope,
    json,
    signal,
  });
  return itemOf<Contact>(body, 'contact');
}

/** The entries that close a channel; reason 0 is an opened one. */
export const refusalsOf = ({ doNotContact }: Contact, channel: string): DoNotContact[] =>
  doNotContact.filter((entry) => entry.channel === channel && entry.reason !== 0);
