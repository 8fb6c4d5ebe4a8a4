import { encodeId } from '../ids.ts';
import { isRecord } from '../http/api-request.ts';
import { blankContact, type Contact } from '../records/client.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';
import { fill } from './coerce.ts';

const readOnly = new Set([
  'id',
  'created_at',
  'updated_at',
  'archived_at',
  'is_primary',
  'contact_key',
  'link',
  'last_login',
]);

/**
 * The contacts after somebody sent a whole list of them: those not in it are gone. The first one, after
 * the primary ones, is made primary; a list of nobody leaves one blank contact.
 */
export function replaceContacts(
  installation: Installation,
  current: readonly Contact[],
  sent: unknown,
): readonly Contact[] {
  const list = Array.isArray(sent) ? sent.filter(isRecord) : [];
  const primaryFirst = list.toSorted(
    (left, right) => Number(right['is_primary'] === true) - Number(left['is_primary'] === true),
  );
  const contacts = primaryFirst.map((given, index): Contact => {
    const known = current.find(({ id }) => id === given['id']) ?? newContact(installation);
    const changes = fill(known, given, readOnly);
    const password =
      changes.password === undefined || changes.password === '' ? known.password : '**********';
    const isPrimary = index === 0;
    const changed = { ...known, ...changes, password, is_primary: isPrimary };
    return isSame(known, changed) ? known : { ...changed, updated_at: installation.clock.seconds() };
  });
  return contacts.length > 0 ? contacts : [{ ...newContact(installation), is_primary: true }];
}

/** A contact with keys and times, and nothing else. */
export function newContact({ baseUrl, clock, nextKey, random }: Installation): Contact {
  const key = randomKey(random);
  const now = clock.seconds();
  return {
    ...blankContact(),
    id: encodeId(nextKey('client_contacts')),
    contact_key: key,
    link: `${baseUrl}/client/key_login/${key}`,
    created_at: now,
    updated_at: now,
  };
}

function isSame(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
