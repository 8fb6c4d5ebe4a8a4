/** A contact as it is known, and what is kept of it when a list of contacts is written again. */
interface KnownContact {
  id: string;
  is_primary: boolean;
}

/**
 * How `update` treats contacts. The provider deletes every contact that is not in the list it gets, so a
 * plain list is not taken: say which of the two you mean.
 */
export type ContactsUpdate<Contact> =
  | {
      /** Contacts with an `id` are changed, those without one are added, all others stay as they are. */
      merge: readonly (Contact & { id?: string | undefined })[];
    }
  | {
      /** These and no others: whoever is missing here is **deleted**. */
      replace: readonly (Contact & { id?: string | undefined })[];
    };

/**
 * The whole list to send.
 *
 * @throws {TypeError} for a plain list, and for an id that the record does not have.
 */
export function contactsToSend<Contact extends object>(
  call: string,
  known: readonly KnownContact[],
  update: ContactsUpdate<Contact>,
): object[] {
  if ('replace' in update && Array.isArray(update.replace)) return checked(call, known, update.replace);
  if (!('merge' in update) || !Array.isArray(update.merge))
    throw new TypeError(
      `${call}: contacts: expected { merge: […] } or { replace: […] }: a plain list deletes who is not in it.`,
    );
  const changes = checked(call, known, update.merge);
  // An id alone keeps a contact as it is, and the first one is primary unless another one says so.
  const kept = known
    .toSorted((one, other) => Number(other.is_primary) - Number(one.is_primary))
    .map(({ id }) => ({ id, ...changes.find((change) => change.id === id) }));
  return [...kept, ...changes.filter(({ id }) => id === undefined)];
}

function checked<Contact extends { id?: string | undefined }>(
  call: string,
  known: readonly KnownContact[],
  contacts: readonly Contact[],
): Contact[] {
  const stranger = contacts.find(({ id }) => id !== undefined && !known.some((contact) => contact.id === id));
  if (stranger !== undefined)
    throw new TypeError(
      `${call}: contacts: ${String(stranger.id)} is no contact of this record. Read it again, or leave the id out to add one.`,
    );
  return [...contacts];
}
