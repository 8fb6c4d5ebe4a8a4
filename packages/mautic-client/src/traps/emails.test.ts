import { expect, it } from 'vitest';
import { createWorld } from '../testing/mautic-world.ts';

async function withEmail() {
  const world = createWorld();
  const { id: contactId } = world.server.addContact({ email: 'a@example.com' });
  const { id: emailId } = await world.mautic.emails.create({ name: 'E', subject: 'e' });
  return { ...world, contactId, emailId };
}

it('trap 20: an e-mail to a contact that opted out is not sent', async () => {
  const { mautic, server, contactId, emailId } = await withEmail();
  await mautic.contacts.addDoNotContact(contactId, 'email', { reason: 'unsubscribed', comments: 'no more' });
  expect(await mautic.emails.sendToContact(emailId, contactId)).toMatchObject({
    outcome: 'do_not_contact',
    refusals: [{ channel: 'email', reason: 1, comments: 'no more' }],
  });
  expect(server.sentEmails).toEqual([]);
});

it('trap 20: it is sent on purpose, and after the contact opted in again', async () => {
  const { mautic, server, contactId, emailId } = await withEmail();
  await mautic.contacts.addDoNotContact(contactId, 'email');
  const options = { ignoreDoNotContact: true, tokens: { '{invoice}': '42' } };
  expect(await mautic.emails.sendToContact(emailId, contactId, options)).toEqual({ outcome: 'sent' });
  await mautic.contacts.removeDoNotContact(contactId, 'email');
  expect(await mautic.emails.sendToContact(emailId, contactId)).toEqual({ outcome: 'sent' });
  expect(server.sentEmails).toMatchObject([{ json: { tokens: { '{invoice}': '42' } } }, {}]);
});

it('trap 20: another channel that is closed does not keep an e-mail back', async () => {
  const { mautic, contactId, emailId } = await withEmail();
  await mautic.contacts.addDoNotContact(contactId, 'sms');
  expect(await mautic.emails.sendToContact(emailId, contactId)).toEqual({ outcome: 'sent' });
});

it('trap 20: success false with status 200 is a failure, with what Mautic says', async () => {
  const { mautic, server, contactId, emailId } = await withEmail();
  server.failEmailsTo(contactId, 'Connection refused by the mail server');
  expect(await mautic.emails.sendToContact(emailId, contactId)).toEqual({
    outcome: 'failed',
    failures: ['Connection refused by the mail server'],
  });
});

it('does not send to nobody', async () => {
  const { mautic, emailId, contactId } = await withEmail();
  await expect(mautic.emails.sendToContact(emailId, 99)).rejects.toMatchObject({ code: 'not_found' });
  await expect(mautic.emails.sendToContact(99, contactId)).rejects.toMatchObject({ code: 'not_found' });
});

it('trap 21: the failed of a segment e-mail are a number', async () => {
  const { mautic, emailId } = await withEmail();
  expect(await mautic.emails.sendToSegments(emailId)).toEqual({
    success: true,
    sentCount: 0,
    failedCount: 0,
  });
});
