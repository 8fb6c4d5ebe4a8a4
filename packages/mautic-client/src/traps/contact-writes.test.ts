import { expect, it } from 'vitest';
import { fieldValues } from '../entities/custom-fields.ts';
import { RecordMergedError } from '../record-merged-error.ts';
import { createWorld } from '../testing/mautic-world.ts';

const customFields = [{ alias: 'score', type: 'number', group: 'core' } as const];

it('trap 7: creating a contact that exists updates it, and the result says which', async () => {
  const { mautic } = createWorld();
  const first = await mautic.contacts.upsert({ email: 'a@example.com', firstname: 'Ada' });
  const second = await mautic.contacts.upsert({ email: 'A@example.com', firstname: 'Augusta' });
  expect([first.outcome, second.outcome]).toEqual(['created', 'updated']);
  expect(second.contact.id).toBe(first.contact.id);
});

it.each([
  ['0', 0],
  ['a fraction below 1', 0.5],
])('trap 8: a patch sets %s', async (_name, score) => {
  const { server, mautic } = createWorld({ customFields });
  const { id } = server.addContact({ email: 'a@example.com', score: 7, city: 'Bern' });
  const { contact } = await mautic.contacts.patch(id, { score });
  expect(fieldValues(contact)).toMatchObject({ score, city: 'Bern', email: 'a@example.com' });
});

it('trap 8: a patch sets points to 0', async () => {
  const { server, mautic } = createWorld();
  const { id } = server.addContact({ email: 'a@example.com', points: 7 });
  expect((await mautic.contacts.patch(id, { points: 0 })).contact.points).toBe(0);
});

it('trap 8: a patch clears with null and with empty text, and leaves the rest', async () => {
  const { server, mautic } = createWorld();
  const { id } = server.addContact({ email: 'a@example.com', city: 'Bern', phone: '1', firstname: 'Ada' });
  const { contact } = await mautic.contacts.patch(id, { city: null, phone: '' });
  expect(fieldValues(contact)).toMatchObject({ city: null, phone: null, firstname: 'Ada' });
});

it('trap 8: a patch with a zero clears too, and keeps tags, owner and stage', async () => {
  const { server, mautic } = createWorld({ customFields });
  const { id } = server.addContact({
    email: 'a@example.com',
    city: 'Bern',
    tags: ['vip'],
    owner: 3,
    stage: 2,
  });
  const { contact } = await mautic.contacts.patch(id, { city: null, score: 0 });
  expect(fieldValues(contact)).toMatchObject({ city: null, score: 0 });
  expect([contact.tags.map(({ tag }) => tag), contact.owner?.id, contact.stage?.id]).toEqual([['vip'], 3, 2]);
});

it('trap 8: an upsert of an existing contact sets zeros and clears', async () => {
  const { server, mautic } = createWorld({ customFields });
  server.addContact({ email: 'a@example.com', score: 7, city: 'Bern' });
  const { contact, outcome } = await mautic.contacts.upsert({ email: 'a@example.com', score: 0, city: null });
  expect(outcome).toBe('updated');
  expect(fieldValues(contact)).toMatchObject({ score: 0, city: null });
});

it('trap 8: a batch refuses zeros, which Mautic would drop', async () => {
  const { mautic } = createWorld({ customFields });
  await expect(mautic.contacts.batch.patch([{ id: 1, score: 0 }])).rejects.toThrow('drops 0');
});

it('trap 9: replace blanks what is not given', async () => {
  const { server, mautic } = createWorld();
  const { id } = server.addContact({ email: 'a@example.com', city: 'Bern' });
  const { contact } = await mautic.contacts.replace(id, { email: 'a@example.com', firstname: 'Ada' });
  expect(fieldValues(contact)).toMatchObject({ city: null, firstname: 'Ada' });
});

it('trap 9: replace of a contact that is gone creates none', async () => {
  const { server, mautic } = createWorld();
  await expect(mautic.contacts.replace(99, { email: 'a@example.com' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(server.store.contacts.all()).toHaveLength(0);
});

it('trap 9: replace tells of the contact that Mautic created because it vanished in that moment', async () => {
  const { server, fetch, connect } = createWorld();
  const { id } = server.addContact({ email: 'a@example.com' });
  const mautic = connect({
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.method === 'PUT') server.store.contacts.delete(id);
      return await fetch(request);
    },
  });
  const failure = mautic.contacts.replace(id, { email: 'a@example.com' });
  await expect(failure).rejects.toThrow('Mautic created record 2 instead');
  await expect(failure).rejects.toMatchObject({ code: 'conflict' });
});

it('trap 10: an e-mail address of another contact is refused, and nothing is written', async () => {
  const { server, mautic } = createWorld();
  const a = server.addContact({ email: 'a@example.com', points: 3 });
  const b = server.addContact({ email: 'b@example.com', points: 4 });
  await expect(mautic.contacts.patch(a.id, { email: 'B@example.com' })).rejects.toMatchObject({
    code: 'conflict',
    data: { takenBy: [b.id] },
  });
  expect(server.store.contacts.all()).toHaveLength(2);
});

it('trap 10: a merge that is wanted names who is gone', async () => {
  const { server, mautic } = createWorld();
  const a = server.addContact({ email: 'a@example.com', points: 3 });
  const b = server.addContact({ email: 'b@example.com', points: 4 });
  const result = await mautic.contacts.patch(a.id, { email: 'b@example.com' }, { onEmailTaken: 'merge' });
  expect(result).toMatchObject({ merged: [b.id], contact: { id: a.id, points: 7 } });
});

it('trap 11: nothing is read, written, deleted or sent through the id of a merged contact', async () => {
  const { server, mautic } = createWorld();
  const a = server.addContact({ email: 'a@example.com' });
  const b = server.addContact({ email: 'b@example.com' });
  await mautic.contacts.patch(a.id, { email: 'b@example.com' }, { onEmailTaken: 'merge' });
  await mautic.emails.create({ name: 'E', subject: 'e' });
  for (const call of [
    mautic.contacts.get(b.id),
    mautic.contacts.patch(b.id, { city: 'Bern' }),
    mautic.contacts.replace(b.id, { city: 'Bern' }),
    mautic.contacts.delete(b.id),
    mautic.emails.sendToContact(1, b.id),
  ]) {
    const error = await call.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RecordMergedError);
    expect(error).toMatchObject({ askedId: b.id, answeredId: a.id });
  }
  expect(server.store.contacts.get(a.id)?.fields['city'] ?? null).toBeNull();
  expect(server.sentEmails).toEqual([]);
});
