import { path as urlPath } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Contact, contactSchema } from '../entities/contact.ts';
import { type ChangeListing, createListing, propertyColumns, type Rows } from '../listing/listing.ts';
import { type Moment, columnTime, momentOf } from '../listing/moment.ts';
import { type Batch, createBatch } from './batch.ts';
import type { ContactInput } from './contact-input.ts';
import {
  type ContactWriteOptions,
  type ContactWrites,
  createContactWrites,
  type UpsertedContact,
  type WrittenContact,
} from './contact-writes.ts';
import { type DoNotContactInput, setDoNotContact } from './do-not-contact.ts';
import { deleteRecord } from './record-resource.ts';
import { createStats, type StatsRow } from './stats.ts';
import { isBlank, droppedNames } from './zeros.ts';

export interface ContactsResource extends ChangeListing<Contact> {
  /**
   * Gives one contact.
   *
   * @throws {RecordMergedError} when the contact was merged into another one, with the id of that one.
   * @throws {NotFoundError} when there is none.
   */
  get(id: number, options?: CallOptions): Promise<Contact>;
  /**
   * Creates a contact, or updates the one with the same e-mail address (or another unique field), and says
   * which. `null` and `""` clear, 0 is set. There is no create-only call: Mautic has none.
   *
   * @throws {ValidationError} with the complaints by field.
   */
  upsert(input: ContactInput, options?: CallOptions): Promise<UpsertedContact>;
  /**
   * Changes the fields given and leaves the others: `null` and `""` clear, 0 and `false` are set. The contact
   * is read first, so that no merged id is written through. To set a zero, every field is sent back as it was
   * read a moment before.
   *
   * @throws {RecordMergedError} when the contact was merged into another one: nothing is written.
   * @throws {ConflictError} when the new e-mail address is another contact's, unless `onEmailTaken` is `merge`.
   */
  patch(id: number, changes: ContactInput, options?: ContactWriteOptions): Promise<WrittenContact>;
  /**
   * Sets all fields: those not given become empty or their default. Tags, owner and stage stay unless given.
   *
   * @throws {NotFoundError} when there is none: Mautic by itself would create one under another id.
   */
  replace(id: number, input: ContactInput, options?: ContactWriteOptions): Promise<WrittenContact>;
  /**
   * Deletes a contact for good.
   *
   * @throws {RecordMergedError} when the contact was merged: Mautic would delete the one it lives on in.
   */
  delete(id: number, options?: CallOptions): Promise<void>;
  /** Rows of `create` and `patch` that hold a zero are refused with a `TypeError`: Mautic would drop it. */
  batch: Batch<Contact, ContactInput, ContactInput>;
  /** Adds points (a negative number takes them away), as a change and not as a new total. */
  addPoints(id: number, points: number, options?: CallOptions): Promise<void>;
  /** Closes a channel, e.g. `email`. */
  addDoNotContact(id: number, channel: string, input?: DoNotContactInput & CallOptions): Promise<Contact>;
  /** Opens a channel again. */
  removeDoNotContact(id: number, channel: string, options?: CallOptions): Promise<Contact>;
  /**
   * Opt-outs since a moment, from the table of them: they move no contact's `dateModified`. A channel that was
   * opened again leaves no trace here.
   */
  listOptOuts(options?: { since?: Moment } & CallOptions): Rows<StatsRow>;
  /** Ids of the segments that a contact is in. */
  segmentIds(id: number, options?: CallOptions): Promise<number[]>;
}

export function createContacts(api: MauticApi): ContactsResource {
  const { http } = api;
  const spec = { path: 'contacts', listKey: 'contacts', schema: contactSchema, columns: propertyColumns };
  const listing = createListing(api, spec);
  const writes: ContactWrites = createContactWrites(api, listing);

  return {
    ...listing,
    ...writes,
    async delete(id, options = {}) {
      await writes.get(id, options);
      await deleteRecord(api, 'contacts', id, options.signal);
    },
    batch: createBatch<Contact, ContactInput, ContactInput>(api, { ...spec, prepare: batchRow }),
    async addPoints(id, points, { signal } = {}) {
      if (!Number.isSafeInteger(points) || points === 0)
        throw new TypeError(
          `contacts.addPoints: expected a whole number other than 0, got ${String(points)}.`,
        );
      const operator = points > 0 ? 'plus' : 'minus';
      const url = urlPath`/contacts/${id}/points/${operator}/${Math.abs(points)}`;
      await http.request('POST', url, { schema: z.looseObject({ success: z.unknown().optional() }), signal });
    },
    async addDoNotContact(id, channel, { signal, ...input } = {}) {
      return await setDoNotContact(api, { id, channel, action: 'add' }, input, { signal });
    },
    async removeDoNotContact(id, channel, options = {}) {
      return await setDoNotContact(api, { id, channel, action: 'remove' }, {}, options);
    },
    listOptOuts({ since, signal } = {}) {
      const from = since === undefined ? undefined : columnTime(momentOf('since', since));
      return createStats(api).list('lead_donotcontact', {
        signal,
        ...(from !== undefined && { where: [{ col: 'date_added', expr: 'gte', val: from }] }),
      });
    },
    async segmentIds(id, { signal } = {}) {
      await writes.get(id, { signal });
      const { lists } = await http.request('GET', urlPath`/contacts/${id}/segments`, {
        schema: memberships,
        signal,
      });
      return Object.values(lists).map((segment) => segment.id);
    },
  };
}

const segmentId = z.looseObject({ id: z.int() });
const memberships = z.looseObject({ lists: z.union([z.record(z.string(), segmentId), z.array(segmentId)]) });

function batchRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id: _id, ...fields } = row;
  const dropped = droppedNames(fields);
  if (dropped.length > 0)
    throw new TypeError(
      `contacts.batch: Mautic drops 0 without a word here (${dropped.join(', ')}). Use contacts.patch for these.`,
    );
  const clears = Object.values(fields).some(isBlank);
  return { ...row, ...(clears && { overwriteWithBlank: true }) };
}
