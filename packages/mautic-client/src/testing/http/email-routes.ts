import type { ContactRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { type ApiCall, notFound, ok, type Reply } from './reply.ts';

/** An e-mail that the mock sent. */
export interface SentEmail {
  emailId: number;
  contactId: number;
  json: unknown;
}

/** What sending needs of the server. */
export interface EmailRoutesOptions {
  store: Store;
  findContact: (id: number) => ContactRow | undefined;
  sent: SentEmail[];
  /** What Mautic says against an e-mail to this contact; `undefined` where it goes out. */
  sendFailure: (contactId: number) => string | undefined;
}

/** `EmailApiController`: to a contact regardless of do-not-contact, to segments without those who have it. */
export function createEmailRoutes({ store, findContact, sent, sendFailure }: EmailRoutesOptions) {
  return ({ method, path, json }: ApiCall): Reply | undefined => {
    const [first, second, third, fourth] = path;
    if (method !== 'POST' || (second !== 'send' && fourth !== 'send')) return undefined;
    const email = store.plain.emails.get(Number(first));
    if (email === undefined) return notFound();
    if (second === 'send') {
      // Unpublished is not found, and the failed are counted, not listed.
      if (email['isPublished'] === false) return notFound();
      return ok({ success: 1, sentCount: 0, failedRecipients: 0 });
    }
    const contact = findContact(Number(third));
    if (contact === undefined) return notFound();
    const failure = sendFailure(contact.id);
    if (failure !== undefined) return ok({ success: false, failed: failure });
    sent.push({ emailId: email.id, contactId: contact.id, json });
    return ok({ success: true });
  };
}
