import { path as urlPath } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import type { Contact, DoNotContact } from '../entities/contact.ts';
import { type Email, emailSchema } from '../entities/marketing.ts';
import { propertyColumns } from '../listing/listing.ts';
import { refusalsOf } from './do-not-contact.ts';
import { createResource, type RecordResource } from './record-resource.ts';

/** What `emails.create` and `replace` take. */
export interface EmailInput {
  name: string;
  subject: string;
  emailType?: 'template' | 'list';
  customHtml?: string;
  plainText?: string;
  isPublished?: boolean;
  /** Ids of the segments of a `list` e-mail. */
  lists?: readonly number[];
  [more: string]: unknown;
}

/** Options of `emails.sendToContact`. */
export interface SendToContactOptions extends CallOptions {
  /** HTML by token: `{ '{invoice}': '<b>42</b>' }`. */
  tokens?: Readonly<Record<string, string>>;
  /** Ids of assets to attach. */
  assetAttachments?: readonly number[];
  /**
   * True: send although the contact is marked "do not contact": for what must be sent, such as an invoice.
   * Mautic itself always does so on this route. @default false
   */
  ignoreDoNotContact?: boolean;
}

/** What became of an e-mail to one contact. */
export type SendToContactResult =
  | { outcome: 'sent' }
  /** The contact refuses e-mail: nothing was sent. */
  | { outcome: 'do_not_contact'; refusals: DoNotContact[] }
  /** Mautic answered 200, and that it failed. */
  | { outcome: 'failed'; failures: string[] };

/** What became of an e-mail to segments. */
export interface SendToSegmentsResult {
  success: boolean;
  sentCount: number;
  /** A number: the wire calls it `failedRecipients`, and it is no list. */
  failedCount: number;
}

export interface EmailsResource extends RecordResource<Email, EmailInput> {
  /**
   * Sends an e-mail to one contact, unless that one refuses e-mail. Sends again when it is called again:
   * Mautic knows no idempotency key. The e-mail need not be published.
   *
   * @throws {NotFoundError} when there is no such e-mail or contact.
   * @throws {RecordMergedError} when the contact was merged into another one: nothing is sent.
   */
  sendToContact(
    emailId: number,
    contactId: number,
    options?: SendToContactOptions,
  ): Promise<SendToContactResult>;
  /**
   * Sends a published `list` e-mail to its segments, within the request: give the client a long `timeout`.
   * Who already got this e-mail gets it no more. A `template` e-mail succeeds with a count of 0.
   */
  sendToSegments(
    emailId: number,
    options?: { limit?: number; batch?: number } & CallOptions,
  ): Promise<SendToSegmentsResult>;
}

const sentSchema = z.looseObject({
  success: z.union([z.boolean(), z.int()]),
  failed: z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]).nullish(),
});
const segmentsSchema = z.looseObject({
  success: z.union([z.boolean(), z.int()]),
  sentCount: z.int(),
  failedRecipients: z.int(),
});

export function createEmails(
  api: MauticApi,
  getContact: (id: number, options: CallOptions) => Promise<Contact>,
): EmailsResource {
  const { http } = api;
  return {
    ...createResource<Email, EmailInput>(api, {
      path: 'emails',
      listKey: 'emails',
      itemKey: 'email',
      schema: emailSchema,
      columns: propertyColumns,
      // The variants of an A/B test are no e-mails of their own.
      forced: [{ col: 'variantParent', expr: 'isNull' }],
    }),
    async sendToContact(emailId, contactId, options = {}) {
      const { tokens, assetAttachments, ignoreDoNotContact = false, signal } = options;
      const refusals = refusalsOf(await getContact(contactId, { signal }), 'email');
      if (refusals.length > 0 && !ignoreDoNotContact) return { outcome: 'do_not_contact', refusals };
      const { success, failed } = await http.request(
        'POST',
        urlPath`/emails/${emailId}/contact/${contactId}/send`,
        {
          schema: sentSchema,
          json: { ...(tokens && { tokens }), ...(assetAttachments && { assetAttachments }) },
          signal,
        },
      );
      // Anything but a plain success is none: `EmailApiController::sendLeadAction` answers 200 to both.
      if (success === true || success === 1) return { outcome: 'sent' };
      return { outcome: 'failed', failures: failuresOf(failed) };
    },
    async sendToSegments(emailId, { signal, ...json } = {}) {
      const url = urlPath`/emails/${emailId}/send`;
      const answer = await http.request('POST', url, { schema: segmentsSchema, json, signal });
      const { success, sentCount, failedRecipients } = answer;
      return { success: success === true || success === 1, sentCount, failedCount: failedRecipients };
    },
  };
}

function failuresOf(failed: z.infer<typeof sentSchema>['failed']): string[] {
  if (failed === null || failed === undefined) return [];
  if (typeof failed === 'string') return [failed];
  return Object.values(failed).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}
