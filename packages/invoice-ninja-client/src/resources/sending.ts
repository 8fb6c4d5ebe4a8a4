import { path } from '@unified-sync/http-client';
import type { CallOptions, NinjaApi } from '../api.ts';
import { checkId } from './check-input.ts';
import { type Download, download } from './files.ts';
import { withoutText } from './without-text.ts';
import { discardBody } from './discard-body.ts';

/** An e-mail about a document. */
export interface EmailOptions extends CallOptions {
  /** Name of a company setting that holds the text. @default the template of the entity */
  template?: `email_template_${string}` | undefined;
  subject?: string | undefined;
  body?: string | undefined;
  /** Further addresses, four at most. */
  cc?: readonly string[] | undefined;
}

/** Documents that go to a client. */
export interface Sending {
  /**
   * Sends the document to its contacts, which marks it as sent. Never repeated by itself: after a lost
   * reply look at its invitations' `sent_date`.
   */
  email(id: string, options?: EmailOptions): Promise<void>;
  /**
   * Gives the document as PDF.
   *
   * @param invitationKey `key` of one of the document's `invitations`, not the document's id.
   * @throws {NotFoundError} when no invitation has that key.
   */
  downloadPdf(invitationKey: string, options?: CallOptions): Promise<Download>;
}

/** @param entity Singular, as the routes name it. */
export function createSending(api: NinjaApi, entity: 'invoice' | 'quote' | 'credit'): Sending {
  return {
    async email(id, { template = `email_template_${entity}`, subject, body, cc = [], signal } = {}) {
      if (cc.length > 4) throw new TypeError(`cc: expected at most 4 addresses, got ${cc.length}.`);
      const json = {
        entity,
        entity_id: checkId(`${entity}s.email`, id),
        template,
        ...(subject !== undefined && { subject }),
        ...(body !== undefined && { body }),
        ...(cc.length > 0 && { cc_email: cc.join(',') }),
      };
      const response = await api.http.raw('POST', '/emails', { json, signal });
      discardBody(response);
    },
    async downloadPdf(invitationKey, options = {}) {
      try {
        return await download(api, path`/${entity}/${invitationKey}/download`, options);
      } catch (error) {
        throw withoutText(error, invitationKey);
      }
    },
  };
}
