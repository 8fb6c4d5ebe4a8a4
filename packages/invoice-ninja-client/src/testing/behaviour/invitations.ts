import { encodeId } from '../ids.ts';
import { isRecord } from '../http/api-request.ts';
import { blankInvitation, type Invitation } from '../records/billing-document.ts';
import type { Contact } from '../records/client.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';

/** The invitations after somebody sent a list of them: those whose key is not in it are gone. */
export function replaceInvitations(
  installation: Installation,
  kind: string,
  contacts: readonly Contact[],
  current: readonly Invitation[],
  sent: unknown,
): readonly Invitation[] {
  const list = Array.isArray(sent) ? sent.filter(isRecord) : undefined;
  const kept =
    list === undefined ? current : current.filter(({ key }) => list.some((given) => given['key'] === key));
  const added = (list ?? [])
    .filter((given) => !current.some(({ key }) => key === given['key']))
    .flatMap((given) => contacts.filter(({ id }) => id === given['client_contact_id']))
    .filter(({ id }) => !kept.some(({ client_contact_id }) => client_contact_id === id));
  const invitations = [...kept, ...added.map(({ id }) => newInvitation(installation, kind, id))];
  if (invitations.length > 0) return invitations;
  return invited(contacts).map(({ id }) => newInvitation(installation, kind, id));
}

function invited(contacts: readonly Contact[]): readonly Contact[] {
  const willing = contacts.filter(({ send_email }) => send_email);
  return willing.length > 0 ? willing : contacts.slice(0, 1);
}

function newInvitation(
  { baseUrl, clock, nextKey, random }: Installation,
  kind: string,
  contactId: string,
): Invitation {
  const key = randomKey(random);
  const now = clock.seconds();
  return {
    ...blankInvitation(),
    id: encodeId(nextKey(`${kind}_invitations`)),
    client_contact_id: contactId,
    key,
    link: `${baseUrl}/client/${kind}/${key}`,
    created_at: now,
    updated_at: now,
  };
}
