import { ConflictError, NotFoundError } from '@unified-sync/http-client';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Contact, contactSchema } from '../entities/contact.ts';
import { fieldValues } from '../entities/custom-fields.ts';
import { itemEnvelope, itemOf } from '../listing/envelope.ts';
import type { Listing } from '../listing/listing.ts';
import { RecordMergedError } from '../record-merged-error.ts';
import type { ContactInput } from './contact-input.ts';
import { knownId } from './known-id.ts';
import { createdInstead } from './record-resource.ts';
import { isBlank, isDropped } from './zeros.ts';

/** Options of `contacts.patch` and `replace`. */
export interface ContactWriteOptions extends CallOptions {
  /**
   * What to do when the new e-mail address is another contact's: Mautic then **merges** the two, which adds
   * up their points and deletes the other one. @default 'refuse'
   */
  onEmailTaken?: 'refuse' | 'merge' | undefined;
}

/** A contact after a write. */
export interface WrittenContact {
  contact: Contact;
  /** Contacts that this write merged into it: their ids are gone, and answer with this contact from now on. */
  merged: number[];
}

/** A contact after an upsert. */
export interface UpsertedContact {
  outcome: 'created' | 'updated';
  contact: Contact;
}

export interface ContactWrites {
  get(id: number, options?: CallOptions): Promise<Contact>;
  upsert(input: ContactInput, options?: CallOptions): Promise<UpsertedContact>;
  patch(id: number, changes: ContactInput, options?: ContactWriteOptions): Promise<WrittenContact>;
  replace(id: number, input: ContactInput, options?: ContactWriteOptions): Promise<WrittenContact>;
}

const envelope = itemEnvelope('contact', contactSchema);

export function createContactWrites(api: MauticApi, listing: Listing<Contact>): ContactWrites {
  async function get(id: number, { signal }: CallOptions = {}): Promise<Contact> {
    const path = `/contacts/${knownId('contacts.get', id)}`;
    const contact = itemOf<Contact>(
      await api.http.request('GET', path, { schema: envelope, signal }),
      'contact',
    );
    if (contact.id !== id)
      throw new RecordMergedError({
        provider: 'mautic',
        method: 'GET',
        path,
        askedId: id,
        answeredId: contact.id,
      });
    return contact;
  }

  async function send(
    method: 'POST' | 'PATCH' | 'PUT',
    end: string,
    json: object,
    { signal }: CallOptions,
  ): Promise<{ contact: Contact; status: number }> {
    const request = { schema: envelope, json, repeatable: false, signal };
    const { data, status } = await api.exchange(method, `/contacts/${end}`, request);
    return { contact: itemOf<Contact>(data, 'contact'), status };
  }

  /** Contacts other than `id` that have this address: an edit to it merges them. */
  async function holdersOf(email: unknown, id: number, { signal }: CallOptions): Promise<number[]> {
    if (typeof email !== 'string' || isBlank(email)) return [];
    const rows = await Array.fromAsync(
      listing.list({ where: [{ col: 'email', expr: 'in', val: [email] }], signal }),
    );
    return rows.map((row) => row.id).filter((holder) => holder !== id);
  }

  async function write(
    method: 'PATCH' | 'PUT',
    current: Contact,
    json: ContactInput,
    options: ContactWriteOptions,
  ): Promise<WrittenContact> {
    const { id } = current;
    const holders = sameAddress(json.email, current) ? [] : await holdersOf(json.email, id, options);
    if (holders.length > 0 && options.onEmailTaken !== 'merge') throw addressTaken(id, holders);
    const { contact, status } = await send(method, `${id}/edit`, json, options);
    if (status === 201) throw createdInstead('contacts', id, contact.id);
    return { contact, merged: await goneAmong(holders, contact.id, options) };
  }

  /** Only one holder is merged: which ones are gone is asked, not guessed. */
  async function goneAmong(
    holders: readonly number[],
    winner: number,
    options: CallOptions,
  ): Promise<number[]> {
    const gone: number[] = [];
    for (const holder of holders) if (holder !== winner && (await isGone(holder, options))) gone.push(holder);
    return gone;
  }

  async function isGone(id: number, options: CallOptions): Promise<boolean> {
    try {
      await get(id, options);
      return false;
    } catch (error) {
      if (error instanceof RecordMergedError || error instanceof NotFoundError) return true;
      throw error;
    }
  }

  async function patch(
    id: number,
    changes: ContactInput,
    options: ContactWriteOptions = {},
  ): Promise<WrittenContact> {
    const current = await get(id, options);
    const given = withoutUndefined(changes);
    // A PATCH cannot set a zero: only a PUT can, and that one needs every other field as well.
    if (Object.values(given).some(isDropped))
      return await write('PUT', current, { ...everyValue(current), ...given }, options);
    const clearing = Object.values(given).some(isBlank) ? { overwriteWithBlank: true } : {};
    return await write('PATCH', current, { ...given, ...clearing }, options);
  }

  return {
    get,
    patch,
    async upsert(input, options = {}) {
      const given = withoutUndefined(input);
      const clearing = Object.values(given).some(isBlank) ? { overwriteWithBlank: true } : {};
      const { contact, status } = await send('POST', 'new', { ...given, ...clearing }, options);
      const outcome = status === 201 ? 'created' : 'updated';
      const zeros = Object.fromEntries(Object.entries(given).filter(([, value]) => isDropped(value)));
      if (Object.keys(zeros).length === 0) return { outcome, contact };
      return { outcome, contact: (await patch(contact.id, zeros, options)).contact };
    },
    async replace(id, input, options = {}) {
      return await write('PUT', await get(id, options), withoutUndefined(input), options);
    },
  };
}

/** Every field as it is now, to be sent back by a PUT; tags, owner and stage are kept without. */
function everyValue(contact: Contact): ContactInput {
  const { id: _id, ...values } = fieldValues(contact);
  return { ...values, points: contact.points };
}

const withoutUndefined = (input: ContactInput): ContactInput =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

function sameAddress(email: unknown, current: Contact): boolean {
  const now = fieldValues(current)['email'];
  return typeof email === 'string' && typeof now === 'string' && email.toLowerCase() === now.toLowerCase();
}

const addressTaken = (id: number, holders: readonly number[]): ConflictError =>
  new ConflictError(
    `mautic: the new e-mail address of contact ${id} is that of contact ${holders.join(', ')}: Mautic would merge them and delete the other. Nothing was written. Pass onEmailTaken: 'merge' if that is meant.`,
    {
      provider: 'mautic',
      method: 'PATCH',
      path: `/contacts/${id}/edit`,
      retryable: false,
      data: { takenBy: holders },
    },
  );
